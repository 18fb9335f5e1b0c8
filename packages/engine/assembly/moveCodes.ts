// Codes (u16) moved between tensors of several images in contiguous runs, found once for one image.

/**
 * @param sourceStep bytes of an image of the source, as targetStep of the target
 * @param runs i32 triples: first code in the source, first in the target, number of codes
 */
export function moveCodes(source: usize, target: usize, images: i32, sourceStep: i32, targetStep: i32, runs: usize, count: i32): void {
  const end = runs + <usize>(12 * count);
  for (let image = 0; image < images; image++, source += <usize>sourceStep, target += <usize>targetStep) {
    for (let run = runs; run < end; run += 12) {
      let from = source + (<usize>load<u32>(run) << 1);
      let to = target + (<usize>load<u32>(run, 4) << 1);
      let left = load<i32>(run, 8);
      for (; left >= 8; left -= 8, from += 16, to += 16) v128.store(to, v128.load(from));
      for (; left > 0; left--, from += 2, to += 2) store<u16>(to, load<u16>(from));
    }
  }
}

/** One code everywhere in some runs; the first of each triple is not used. */
export function fillCodes(code: i32, target: usize, images: i32, targetStep: i32, runs: usize, count: i32): void {
  const end = runs + <usize>(12 * count);
  for (let image = 0; image < images; image++, target += <usize>targetStep) {
    for (let run = runs; run < end; run += 12) {
      let to = target + (<usize>load<u32>(run, 4) << 1);
      for (let left = load<i32>(run, 8); left > 0; left--, to += 2) store<u16>(to, <u16>code);
    }
  }
}
