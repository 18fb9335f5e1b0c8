import type { WalkStep } from '../model/walk.js';

/** What a key does while the plot has focus. The help text is made from this list, so that the two cannot differ. */
export type KeyAction =
  | { readonly kind: 'walk'; readonly step: WalkStep }
  | { readonly kind: 'open' | 'copy' | 'clear' | 'pin' | 'knee' | 'undo' | 'redo' | 'filter' | 'help' | 'all' }
  | { readonly kind: 'zoom'; readonly factor: number };

export interface KeyBinding {
  readonly keys: readonly string[];
  readonly shown: string;
  readonly help: string;
  readonly action: KeyAction;
}

const KEY_BINDINGS: readonly KeyBinding[] = [
  { keys: ['ArrowLeft'], shown: '←', help: 'next point to the left', action: { kind: 'walk', step: 'left' } },
  { keys: ['ArrowRight'], shown: '→', help: 'next point to the right', action: { kind: 'walk', step: 'right' } },
  { keys: ['ArrowUp'], shown: '↑', help: 'next point upwards', action: { kind: 'walk', step: 'up' } },
  { keys: ['ArrowDown'], shown: '↓', help: 'next point downwards', action: { kind: 'walk', step: 'down' } },
  { keys: ['Home'], shown: 'Home', help: 'leftmost point', action: { kind: 'walk', step: 'first' } },
  { keys: ['End'], shown: 'End', help: 'rightmost point', action: { kind: 'walk', step: 'last' } },
  { keys: ['Enter'], shown: 'Enter', help: 'open the RTL of the selected point', action: { kind: 'open' } },
  { keys: [' '], shown: 'Space', help: 'pin the selected point to compare, or unpin it', action: { kind: 'pin' } },
  { keys: ['k'], shown: 'k', help: 'go to the knee', action: { kind: 'knee' } },
  { keys: ['c'], shown: 'c', help: 'copy the id of the selected point', action: { kind: 'copy' } },
  { keys: ['/'], shown: '/', help: 'go to the constraints', action: { kind: 'filter' } },
  { keys: ['u'], shown: 'u', help: 'undo the last change of the view', action: { kind: 'undo' } },
  { keys: ['U'], shown: 'Shift+U', help: 'redo', action: { kind: 'redo' } },
  { keys: ['+', '='], shown: '+', help: 'zoom in on the selected point', action: { kind: 'zoom', factor: 0.6 } },
  { keys: ['-'], shown: '−', help: 'zoom out', action: { kind: 'zoom', factor: 1 / 0.6 } },
  { keys: ['0'], shown: '0', help: 'show everything', action: { kind: 'all' } },
  { keys: ['?'], shown: '?', help: 'show or hide this list', action: { kind: 'help' } },
  { keys: ['Escape'], shown: 'Esc', help: 'select nothing', action: { kind: 'clear' } },
];

/** The action of a key press without Ctrl, Alt or Meta: those belong to the editor around. */
export function keyAction(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>, canOpen: boolean): KeyAction | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  return bindingsFor(canOpen).find((binding) => binding.keys.includes(event.key))?.action;
}

/** Bindings that work here: without a way to open RTL, Enter does nothing and is not advertised. */
export function bindingsFor(canOpen: boolean): readonly KeyBinding[] {
  return canOpen ? KEY_BINDINGS : KEY_BINDINGS.filter((binding) => binding.action.kind !== 'open');
}
