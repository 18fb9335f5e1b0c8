type Child = Node | string | null;

/**
 * Creates one HTML element. Attributes go through `setAttribute`, hence never `style`: the content security policy of an editor blocks it.
 * `undefined` and `false` leave an attribute out, `true` writes it empty.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    created.setAttribute(name, value === true ? '' : String(value));
  }
  created.append(...children.filter((child) => child !== null));
  return created;
}

/** A push button that cannot submit anything. */
export function button(text: string, attributes: Readonly<Record<string, string | boolean | undefined>>, press: () => void): HTMLButtonElement {
  const created = element('button', { type: 'button', ...attributes }, text);
  created.addEventListener('click', press);
  return created;
}
