import type { FrontierPoint } from '@bitscape/design';

/** Messages between the extension host and the explorer's page. Every message to the page is a complete state, never a change. */
export type ToPage =
  /** A frontier file that the host has read, as its UTF-8 bytes: one buffer travels several times faster than an object tree. */
  | {
      readonly type: 'frontier';
      /** With very many points, the header alone: then they are in `trials`. */
      readonly bytes: ArrayBuffer;
      /** All trials, as bytes of a `*.points.bin`. */
      readonly trials?: ArrayBuffer;
      /** What to say above the plots. */
      readonly notice?: string;
      /** Name of the file for command lines. */
      readonly name: string;
      /** View of a link that opened the file. */
      readonly view?: unknown;
    }
  /** The file cannot be shown. */
  | { readonly type: 'problem'; readonly problem: FileProblem }
  /** Answer to `detail`. */
  | { readonly type: 'detail'; readonly inReplyTo: number; readonly point?: FrontierPoint }
  /** Show this view: a link to an open file was followed. */
  | { readonly type: 'view'; readonly view: unknown };

export type ToHost =
  /** The page listens now; sent once by its script. */
  | { readonly type: 'ready'; readonly protocol: number }
  | { readonly type: 'openRtl'; readonly id: string }
  | { readonly type: 'copy'; readonly text: string }
  /** Copy a link to the file in this view. */
  | { readonly type: 'copyLink'; readonly view: unknown }
  /** Everything about a point that was not sent. */
  | { readonly type: 'detail'; readonly request: number; readonly id: string }
  /** The selection changed, or the tray: commands act on them. */
  | { readonly type: 'selected'; readonly id: string | null; readonly pins: readonly string[] }
  /** Show the file as text, at the place of the problem if there is one. */
  | { readonly type: 'openText' };

/** Raised whenever a message changes its meaning; a page kept alive across an update of the extension is told apart by it. */
export const PROTOCOL = 2;

export interface FileProblem {
  readonly message: string;
  readonly hint?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  readonly pointer?: string;
}
