/** How many ways one packet may go at most. */
const branchesMax = 5_000;

/**
 * Runs `visit` once for every way its dice could fall. A die is asked with the bounds `random() < p` in mind: each call of
 * the `random` it is given yields almost 0 or almost 1, and all combinations that are asked for are tried.
 */
export function everyBranch<Outcome>(visit: (random: () => number) => Outcome): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  const waiting: (readonly number[])[] = [[]];
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (outcomes.length >= branchesMax) throw new Error(`More than ${branchesMax} branches`);
    const rolled: number[] = [...path];
    let asked = 0;
    outcomes.push(
      visit(() => {
        if (asked === rolled.length) {
          waiting.push([...rolled, almostOne]);
          rolled.push(0);
        }
        return rolled[asked++] ?? 0;
      }),
    );
  }
  return outcomes;
}

const almostOne = 1 - 2 ** -40;
