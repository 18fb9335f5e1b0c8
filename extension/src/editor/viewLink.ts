/** A link that opens a frontier file in a view, for a URI handler of this extension: `vscode://bitscape.bitscape/view?…`. */
export function viewLink(scheme: string, extension: string, file: string, view: unknown): string {
  return `${scheme}://${extension}/view?file=${encodeURIComponent(file)}&view=${encodeURIComponent(JSON.stringify(view))}`;
}

/** File and view of such a link; `undefined` when it is none, or names another kind of file. */
export function parseViewLink(query: string): { readonly file: string; readonly view: unknown } | undefined {
  const parameters = new URLSearchParams(query);
  const file = parameters.get('file');
  if (file === null || !/\.frontier\.json$/.test(file)) return undefined;
  try {
    return { file, view: JSON.parse(parameters.get('view') ?? 'null') as unknown };
  } catch {
    return { file, view: null };
  }
}
