import { canonicalHash } from './canonicalHash.js';
import { omit } from './omit.js';
import type { Study } from './Study.js';

/** The study without what cannot influence its result: `$schema`, `description` and `compare`. */
export function studyEssence(study: Study): Omit<Study, '$schema' | 'description' | 'compare'> {
  return omit(study, '$schema', 'description', 'compare');
}

/** Identity of a study: the hash of its essence, whatever the order of properties. 16 hexadecimal digits. */
export function studyHash(study: Study): string {
  return canonicalHash(studyEssence(study));
}
