import type { FrontierFile } from '@bitscape/design';
import { mountExplorer } from '../explorer/mountExplorer.js';

// Entry of the standalone report: reads the data beside it and keeps the view in the address, which makes it a link to that view.
const root = document.getElementById('bitscape-explorer');
const data = document.getElementById('bitscape-frontier');
if (root !== null && data !== null) {
  const frontier = JSON.parse(data.textContent ?? '') as FrontierFile;
  mountExplorer(root, frontier, {
    rtlCommand: (id) => `bitscape rtl ${fileName(frontier.study.name)}.frontier.json --point ${id}`,
    copyText,
    // The address is kept equal to the view.
    copyLink: () => copyText(location.href),
    saveState: (state) => history.replaceState(null, '', `#${encodeURIComponent(JSON.stringify(state))}`),
    restoreState: () => {
      try {
        return JSON.parse(decodeURIComponent(location.hash.slice(1))) as unknown;
      } catch {
        return null;
      }
    },
  });
}

function fileName(study: string): string {
  return /^[\w.-]+$/.test(study) ? study : '<study>';
}

/** The clipboard API needs a secure context, which a file opened from disk is not everywhere: fall back on a selection. */
async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (!done) throw new Error('the browser refused to copy');
  }
}
