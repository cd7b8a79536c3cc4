// Whether a licence expression (SPDX, or the older form with a slash) can be met from a set.
export function satisfies(expression, allowed) {
  const words = expression.replaceAll('/', ' OR ').match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const take = (word) => words[at] === word && ++at > 0;

  function either() {
    let met = both();
    while (take('OR')) met = both() || met;
    return met;
  }
  function both() {
    let met = single();
    while (take('AND')) met = single() && met;
    return met;
  }
  function single() {
    if (take('(')) {
      const met = either();
      return take(')') && met;
    }
    let name = words[at++];
    if (take('WITH')) name += ` WITH ${words[at++]}`;
    return allowed.has(name);
  }

  return either() && at === words.length;
}
