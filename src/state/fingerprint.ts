/**
 * A short name for some content, to tell a few texts or files of one reader apart: FNV-1a (Fowler, Noll, Vo)
 * over the codes, twice with different offsets, 64 bits in all. It protects from nothing that is made to
 * collide.
 */
export function toFingerprint(codes: ArrayLike<number>): string {
  return [0x811c9dc5, 0x01000193]
    .map((offset) => {
      let sum = offset;
      for (let place = 0; place < codes.length; place++) sum = Math.imul(sum ^ codes[place]!, 0x01000193);
      return (sum >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}
