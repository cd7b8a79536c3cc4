// At 320 CSS pixels nothing scrolls sideways, except inside a part that is made to.
const narrow = { width: 320, height: 800 };

export async function reflow(visit) {
  const before = visit.page.viewportSize();
  await visit.page.setViewportSize(narrow);
  try {
    return await visit.page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      if (document.scrollingElement.scrollWidth <= width) return [];
      const scrolls = (element) => {
        for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement) {
          if (getComputedStyle(parent).overflowX !== 'visible') return true;
        }
        return false;
      };
      const wide = [...document.body.querySelectorAll('*')].filter(
        (element) => element.getBoundingClientRect().right > width + 1 && !scrolls(element),
      );
      return [
        `reflow: ${document.scrollingElement.scrollWidth} px wide at ${width} px; beyond the edge: ${wide
          .slice(0, 5)
          .map((element) => element.outerHTML.slice(0, 120))
          .join('\n  ')}`,
      ];
    });
  } finally {
    await visit.page.setViewportSize(before);
  }
}
