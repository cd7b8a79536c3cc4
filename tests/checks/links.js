// Every link to the site itself leads somewhere, and every link within the page to a place in it.
// `known` remembers across pages what has been asked already.
export async function links(visit, known = new Map()) {
  const { problems, targets } = await visit.page.evaluate(() => {
    const here = new URL(location.href);
    const anchors = [...document.querySelectorAll('a[href], area[href]')].map((anchor) => new URL(anchor.href));
    const isHere = (url) => url.origin === here.origin && url.pathname + url.search === here.pathname + here.search;
    const within = anchors.filter((url) => isHere(url) && url.hash);
    return {
      problems: within
        .filter((url) => !document.getElementById(decodeURIComponent(url.hash.slice(1))))
        .map((url) => `links: there is no ${url.hash} on the page`),
      targets: anchors.filter((url) => url.origin === here.origin && !isHere(url)).map((url) => url.pathname + url.search),
    };
  });
  for (const target of new Set(targets)) {
    if (!known.has(target)) {
      const response = await visit.context.request.get(visit.base + target);
      known.set(target, response.status());
      await response.dispose();
    }
    if (known.get(target) >= 400) problems.push(`links: ${target} answers ${known.get(target)}`);
  }
  return problems;
}
