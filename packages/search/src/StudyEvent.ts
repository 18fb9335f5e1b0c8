import type { FrontierFile } from '@bitscape/design';

/** Progress of a study, for a terminal view or a log; plain data. */
export type StudyEvent =
  /** The end of the journal was cut short by a crash and has been removed. */
  | { readonly type: 'repaired'; readonly journal: string; readonly bytes: number }
  /** The grid, or the round of a sampler, has been costed. `numerics` accuracies are needed, `known` of them are in the journal already. */
  | { readonly type: 'planned'; readonly points: number; readonly infeasible: number; readonly numerics: number; readonly known: number }
  | { readonly type: 'started'; readonly key: string; readonly label: string; readonly attempt: number }
  | { readonly type: 'evaluated'; readonly key: string; readonly label: string; readonly accuracy: number; readonly done: number; readonly total: number }
  /** `final`: no further attempt follows. */
  | { readonly type: 'failed'; readonly key: string; readonly label: string; readonly message: string; readonly attempt: number; readonly final: boolean; readonly done: number; readonly total: number }
  /** A round of a race: after `images` images of each, `stopped` numerics are evaluated no further and `live` go on. */
  | { readonly type: 'raced'; readonly images: number; readonly stopped: number; readonly live: number; readonly certain: number }
  /** The accuracy evaluator says that the numerics have no meaning. */
  | { readonly type: 'rejected'; readonly key: string; readonly label: string; readonly message: string; readonly done: number; readonly total: number }
  /** A measurement changed the set of non-dominated points; comes before the `evaluated` of that measurement. */
  | { readonly type: 'frontier'; readonly size: number; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly type: 'finished'; readonly counts: FrontierFile['counts']; readonly hypervolume: number };
