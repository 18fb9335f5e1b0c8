import type { FrontierPoint } from '@bitscape/design';
import type { ViewState } from '../model/ViewState.js';

/** What the explorer asks of the place it runs in: the editor's webview, a report in a browser, or a test. */
export interface ExplorerHost {
  /** Opens the RTL of the point with this id. Absent where nothing can be opened: the button is not shown then. */
  readonly openRtl?: (id: string) => void;
  /** Command line that produces the RTL of a point, to copy. */
  readonly rtlCommand?: (id: string) => string;
  readonly copyText: (text: string) => void | Promise<void>;
  /** Copies a link that opens this view. Absent where there are no links. */
  readonly copyLink?: (state: ViewState) => void | Promise<void>;
  /** Everything about a point that the rows do not carry: with very many points, breakdowns stay in the file until they are asked for. */
  readonly detail?: (id: string) => Promise<FrontierPoint | undefined>;
  readonly saveState: (state: ViewState) => void;
  /** Whatever `saveState` was given last, or anything else: it is checked before use. */
  readonly restoreState: () => unknown;
}
