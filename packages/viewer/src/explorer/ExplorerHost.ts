import type { ViewState } from '../model/ViewState.js';

/** What the explorer asks of the place it runs in: the editor's webview, a report in a browser, or a test. */
export interface ExplorerHost {
  /** Opens the RTL of the point with this id. Absent where nothing can be opened: the button is not shown then. */
  readonly openRtl?: (id: string) => void;
  /** Command line that produces the RTL of a point, for places that cannot run it. */
  readonly rtlCommand?: (id: string) => string;
  readonly copyText: (text: string) => void | Promise<void>;
  readonly saveState: (state: ViewState) => void;
  /** Whatever `saveState` was given last, or anything else: it is checked before use. */
  readonly restoreState: () => unknown;
}
