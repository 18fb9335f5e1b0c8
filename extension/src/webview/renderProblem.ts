import type { FileProblem } from '../protocol.js';

/** Shows why the file cannot be drawn, where, and the way to its text. */
export function renderProblem(root: HTMLElement, problem: FileProblem, openText: () => void): void {
  const place = [
    problem.line === undefined ? '' : `line ${problem.line}`,
    problem.column === undefined ? '' : `column ${problem.column}`,
    problem.pointer === undefined || problem.pointer === '' ? '' : `at ${problem.pointer}`,
  ].filter((part) => part !== '');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'bs-primary';
  button.textContent = 'Open as text';
  button.addEventListener('click', openText);
  root.className = 'bs-explorer bs-problem';
  root.removeAttribute('data-ready');
  root.replaceChildren(
    paragraph('h1', 'This frontier cannot be shown'),
    paragraph('p', `${problem.message}${place.length === 0 ? '' : ` (${place.join(', ')})`}.`),
    ...(problem.hint === undefined ? [] : [paragraph('p', problem.hint)]),
    button,
  );
}

function paragraph(tag: 'h1' | 'p', text: string): HTMLElement {
  const created = document.createElement(tag);
  created.textContent = text;
  return created;
}
