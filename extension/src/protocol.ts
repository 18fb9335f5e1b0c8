/** Messages between the extension host and the explorer's page. Every message to the page is a complete state, never a change. */
export type ToPage =
  /** A frontier file that the host has validated, as its UTF-8 bytes: one buffer travels several times faster than an object tree. */
  | { readonly type: 'frontier'; readonly bytes: ArrayBuffer }
  /** The file cannot be shown. */
  | { readonly type: 'problem'; readonly problem: FileProblem };

export type ToHost =
  /** The page listens now; sent once by its script. */
  | { readonly type: 'ready'; readonly protocol: number }
  | { readonly type: 'openRtl'; readonly id: string }
  | { readonly type: 'copy'; readonly text: string }
  /** The selection changed: commands of the editor title act on it. */
  | { readonly type: 'selected'; readonly id: string | null }
  /** Show the file as text, at the place of the problem if there is one. */
  | { readonly type: 'openText' };

/** Raised whenever a message changes its meaning; a page kept alive across an update of the extension is told apart by it. */
export const PROTOCOL = 1;

export interface FileProblem {
  readonly message: string;
  readonly hint?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  readonly pointer?: string;
}
