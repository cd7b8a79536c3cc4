// What search engines, tabs and shared links show of a page.
export async function head(visit) {
  return visit.page.evaluate(() => {
    const content = (selector) => document.head.querySelector(selector)?.getAttribute('content')?.trim() ?? '';
    const problems = [];
    if (!document.title.trim()) problems.push('head: no title');
    if (!document.documentElement.lang) problems.push('head: no language');
    if (!content('meta[name=description]')) problems.push('head: no description');
    if (!content('meta[property="og:title"]')) problems.push('head: no title for a social card');
    if (!content('meta[property="og:description"]')) problems.push('head: no description for a social card');
    if (document.querySelectorAll('h1').length !== 1) problems.push('head: there must be one h1');
    return problems;
  });
}
