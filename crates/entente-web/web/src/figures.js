// Charts are fetched only where there is one to see, and only when it comes into view.
const figures = document.querySelectorAll("[data-chart]");
if (figures.length > 0) {
  const seen = new IntersectionObserver(async (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      const { draw } = await import("./chart.js");
      draw(target);
    }
  });
  figures.forEach((figure) => seen.observe(figure));
}
