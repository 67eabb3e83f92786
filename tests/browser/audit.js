// What a page looks like from inside, as plain values; called with what to look at.
(what) => {
  const texts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode, element = node.parentElement;
      if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      if (range.getClientRects().length) found.push([node, element, range]);
    }
    return found;
  };

  // A colour as [r, g, b, a], read back from a pixel: any syntax and colour space.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parsed = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) =>
    [0, 1, 2].map((at) => top[at] * top[3] + under[at] * (1 - top[3])).concat(1);
  const light = ([r, g, b]) => {
    const linear = [r, g, b].map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const isDrawn = (element) => element instanceof SVGElement && !(element instanceof SVGSVGElement);

  // The colours under the text's middle, from the page up; what has an image has none.
  const beneath = (element, rect) => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    let ground = dark ? [18, 18, 18, 1] : [255, 255, 255, 1];
    const layers = [];
    if (isDrawn(element)) {
      const point = [rect.left + rect.width / 2, rect.top + rect.height / 2];
      for (const each of document.elementsFromPoint(...point)) {
        if (each === element || each instanceof SVGTextElement) continue;
        const style = getComputedStyle(each);
        if (isDrawn(each)) {
          if (style.fill === "none") continue;
          if (style.fill.startsWith("url(")) return null;
          const [r, g, b, a] = parsed(style.fill);
          layers.push([r, g, b, a * style.fillOpacity * style.opacity]);
        } else layers.push(parsed(style.backgroundColor));
      }
    } else {
      for (let each = element; each; each = each.parentElement) {
        const style = getComputedStyle(each);
        if (style.backgroundImage !== "none") return null;
        layers.push(parsed(style.backgroundColor));
      }
    }
    for (const layer of layers.reverse()) ground = over(layer, ground);
    return ground;
  };
  const opacity = (element) => {
    let share = 1;
    for (let each = element; each; each = each.parentElement)
      share *= getComputedStyle(each).opacity;
    return share;
  };
  const contrast = () => {
    const worst = new Map();
    for (const [node, element, range] of texts()) {
      const style = getComputedStyle(element);
      // a text with an outline of its own is read against that
      const outlined = isDrawn(element) && style.stroke !== "none" && style.paintOrder !== "normal";
      if (isDrawn(element)) element.scrollIntoView({ block: "center" });
      const rect = range.getBoundingClientRect();
      const ground = outlined ? parsed(style.stroke) : beneath(element, rect);
      if (!ground) continue;
      const [r, g, b, a] = parsed(isDrawn(element) ? style.fill : style.color);
      const value = ratio(over([r, g, b, a * opacity(element)], ground), ground);
      const key = `${style.color}|${style.fill}|${ground}|${opacity(element)}`;
      if (!worst.has(key) || worst.get(key).ratio > value)
        worst.set(key, { ratio: value, text: node.data.trim().slice(0, 60) });
    }
    return [...worst.values()];
  };

  // What is wider than the window, but for what scrolls within a box of its own.
  const cut = () => {
    const wide = document.documentElement.clientWidth;
    const scrolls = (element) => {
      for (let each = element; each; each = each.parentElement)
        if (["auto", "scroll"].includes(getComputedStyle(each).overflowX)) return true;
      return false;
    };
    const found = texts()
      .filter(([, element, range]) => {
        const boxes = [...range.getClientRects()];
        return boxes.some((box) => box.right > wide + 1 || box.left < -1) && !scrolls(element);
      })
      .map(([node]) => node.data.trim().slice(0, 60));
    const page = document.documentElement.scrollWidth - wide;
    return page > 0 ? [...found, `the page by ${page} px`] : found;
  };

  // Of letters in pixels, as scaled in a drawing.
  const size = (element) =>
    parseFloat(getComputedStyle(element).fontSize) * (isDrawn(element) ? element.getScreenCTM().a : 1);

  // What the tabulator should stop at, in order.
  const stops = () =>
    [...document.querySelectorAll("a[href],summary")].filter((one) => one.checkVisibility());

  // Words of drawings that end outside them.
  const clipped = () =>
    texts().filter(([, element]) => {
      if (!isDrawn(element)) return false;
      const box = element.getBoundingClientRect();
      const sheet = element.ownerSVGElement.getBoundingClientRect();
      return box.left < sheet.left - 1 || box.right > sheet.right + 1
        || box.top < sheet.top - 1 || box.bottom > sheet.bottom + 1;
    }).map(([node]) => node.data);

  const answers = {
    clipped,
    contrast,
    cut,
    smallest: () => Math.min(...texts().filter(([, e]) => !isDrawn(e)).map(([, e]) => size(e))),
    smallestDrawn: () =>
      Math.min(100, ...texts().filter(([, e]) => isDrawn(e)).map(([, e]) => size(e))),
    images: () =>
      [...document.images].map((image) => ({
        data: image.currentSrc.startsWith("data:image/"),
        width: image.complete ? image.naturalWidth : 0,
        alt: (image.getAttribute("alt") ?? "").trim(),
      })),
    drawings: () =>
      [...document.querySelectorAll("svg")].map((drawing) => ({
        role: drawing.getAttribute("role"),
        name: (drawing.getAttribute("aria-label") || drawing.querySelector("title")?.textContent
          || "").trim(),
      })),
    // Boxes of evidence, as shares of the picture that they lie on.
    boxes: () =>
      [...document.querySelectorAll("a.proof i")].map((one) => {
        const box = one.getBoundingClientRect();
        const on = one.parentElement.querySelector("img").getBoundingClientRect();
        return [(box.left - on.left) / on.width, (box.top - on.top) / on.height,
          box.width / on.width, box.height / on.height];
      }),
    headings: () => [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((h) => +h.tagName[1]),
    landmarks: () => document.querySelectorAll("main").length,
    strangers: () =>
      [...document.querySelectorAll("script,iframe,object,embed,form,base,link")].length +
      [...document.querySelectorAll("*")].filter((element) =>
        [...element.attributes].some((one) => /^on/i.test(one.name))).length,
    turned: () => /[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.outerHTML),
    stops: () => stops().length,
    stopped: () => {
      const style = getComputedStyle(document.activeElement);
      const outline = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
      return [stops().indexOf(document.activeElement), outline];
    },
  };
  return Object.fromEntries(what.map((name) => [name, answers[name]()]));
}
