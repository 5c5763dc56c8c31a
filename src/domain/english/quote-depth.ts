/**
 * For each offset of `offsets` (ascending), whether it lies between the marks of a quotation that opened earlier in
 * `text`, one paragraph. Reads “ ”, straight double marks and doubled single ones; apostrophes are left alone.
 */
export function insideQuotation(text: string, offsets: readonly number[]): boolean[] {
  const marks = [...text.matchAll(/[“”"]|''/g)];
  let next = 0;
  let open = false;
  return offsets.map((offset) => {
    for (let mark = marks[next]; mark && mark.index < offset; mark = marks[next]) {
      open = mark[0] === '“' ? true : mark[0] === '”' ? false : !open;
      next += 1;
    }
    return open;
  });
}
