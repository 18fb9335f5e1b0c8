import { MAX_CATEGORIES } from '../model/colorings.js';
import { element } from './element.js';
import type { Ink } from './paintCloud.js';

/** Position of the muted ink, behind those of the categories. */
export const MUTED = MAX_CATEGORIES;

/** The colours of the theme as numbers, for a canvas, which knows no style sheet: one a category, then the muted one. */
export function readInks(root: HTMLElement): Ink[] {
  const canvas = element('canvas', { width: 1, height: 1 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const probe = element('span', { hidden: true });
  root.append(probe);
  const inks = [...Array.from({ length: MAX_CATEGORIES }, (_, index) => `bs-c-${index}`), 'bs-c-neutral'].map((name): Ink => {
    probe.className = `bs-ink ${name}`;
    if (context === null) return [128, 128, 128];
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red = 128, green = 128, blue = 128] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  });
  probe.remove();
  return inks;
}
