/**
 * Tells whether a Node version lies in the `engines` range of package.json. Knows only what that
 * range uses: `^1.2.3` and `>=1.2.3`, joined by `||`.
 *
 * @param {string} version for example `20.19.0`
 * @param {string} range for example `^20.19.0 || >=22.12.0`
 * @returns {boolean}
 */
export function nodeVersionFits(version, range) {
  return range.split('||').some((alternative) => {
    const match = /^\s*(\^|>=)(\d+\.\d+\.\d+)\s*$/.exec(alternative);
    if (match === null) throw new Error(`Cannot read the Node range "${range}".`);
    const [, operator, floor = ''] = match;
    const sameMajor = Number.parseInt(version) === Number.parseInt(floor);
    return compareVersions(version, floor) >= 0 && (operator === '>=' || sameMajor);
  });
}

/**
 * @param {string} left
 * @param {string} right
 */
function compareVersions(left, right) {
  return left.localeCompare(right, 'en', { numeric: true });
}
