/** Name of a study by the text of its file, as `bitscape explore` names its outputs; `undefined` where the text has none yet. */
export function studyName(text: string): string | undefined {
  // The study's own name stands at the depth of its properties; the text may be half written, so it is not parsed.
  const found = /^\s{0,4}"name"\s*:\s*"((?:[^"\\]|\\.)+)"/m.exec(text) ?? /^\s*\{\s*"name"\s*:\s*"((?:[^"\\]|\\.)+)"/m.exec(text);
  if (found === null) return undefined;
  try {
    return JSON.parse(`"${found[1]!}"`) as string;
  } catch {
    return undefined;
  }
}

/** Where the frontier of a study may lie, relative to its folder, the most likely place first. */
export function frontierPlaces(name: string): string[] {
  return [`out/${name}/${name}.frontier.json`, `${name}.frontier.json`, `../out/${name}/${name}.frontier.json`];
}
