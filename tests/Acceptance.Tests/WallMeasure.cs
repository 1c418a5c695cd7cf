using Microsoft.Playwright;

namespace Tongbi.Acceptance;

/// <summary>Measures in the browser whether everything that is written on a wall can be read.</summary>
internal static class WallMeasure
{
    /// <summary>
    /// Every text on show with what is wrong with it: wider than its box, cut by a box around it, out of its panel, or across a seam. Heights are
    /// those of the ink (about one em about the middle of the line), since a font's own box is higher than any of its glyphs.
    /// </summary>
    private const string Script = """
        seams => {
          const canvas = document.querySelector('.wall-canvas');
          const scale = canvas.getBoundingClientRect().width / canvas.offsetWidth;
          const origin = canvas.getBoundingClientRect();
          const slack = 1.5;
          const found = [];
          const told = new Set();
          const tell = (element, what) => {
            const panel = element.closest('.panel')?.dataset.panel ?? 'header';
            const line = panel + ': "' + element.textContent.trim().slice(0, 40) + '" (' + (element.className.baseVal ?? element.className) + ') ' + what;
            if (!told.has(line)) { told.add(line); found.push(line); }
          };
          const walker = document.createTreeWalker(canvas, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const element = node.parentElement;
            if (!node.textContent.trim() || element.closest('.watermark, .waiting, [data-rolling], svg')) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            const box = range.getBoundingClientRect();
            if (box.width === 0) continue;
            const size = parseFloat(getComputedStyle(element).fontSize) * scale;
            const middle = (box.top + box.bottom) / 2;
            const ink = { left: box.left, right: box.right, top: middle - size * 0.44, bottom: middle + size * 0.44 };
            for (let around = element; around && around !== canvas.parentElement; around = around.parentElement) {
              const style = getComputedStyle(around);
              if (style.overflowX !== 'visible' && around.scrollWidth > around.clientWidth + 1 && style.display !== 'inline') tell(around, 'is ' + around.scrollWidth + ' px wide in ' + around.clientWidth);
              if (style.overflowX !== 'visible' || around.matches('.panel')) {
                const rect = around.getBoundingClientRect();
                const out = ['left', 'top'].map(side => rect[side] - ink[side]).concat(['right', 'bottom'].map(side => ink[side] - rect[side]));
                if (Math.max(...out) > slack) tell(element, 'leaves ' + (around.dataset.panel ?? around.className) + ' by ' + out.map(Math.round).join('/'));
              }
            }
            for (const [axis, from, to, lines] of [['x', ink.left - origin.left, ink.right - origin.left, seams.x], ['y', ink.top - origin.top, ink.bottom - origin.top, seams.y]])
              for (const line of lines) if (from < line * scale && to > line * scale) tell(element, 'lies across the seam ' + axis + ' ' + line);
          }
          for (const panel of canvas.querySelectorAll('.panel')) {
            const rect = panel.getBoundingClientRect();
            for (const line of seams.x) if (rect.left - origin.left < line * scale && rect.right - origin.left > line * scale) tell(panel, 'panel across ' + line);
            for (const line of seams.y) if (rect.top - origin.top < line * scale && rect.bottom - origin.top > line * scale) tell(panel, 'panel across ' + line);
          }
          return found;
        }
        """;

    /// <summary>The smallest size of a text that rows and figures are written in, in pixels of the canvas, with what it says.</summary>
    private const string SmallestScript = """
        () => [...document.querySelectorAll('.panel:not(.waiting) .figure, .panel:not(.waiting) .percent, .panel:not(.waiting) .ranking-name, .panel:not(.waiting) .figures-name')]
          .filter(element => element.textContent.trim() && element.getClientRects().length > 0)
          .map(element => ({ size: parseFloat(getComputedStyle(element).fontSize), text: element.closest('.panel').dataset.panel + ': ' + element.textContent.trim() }))
          .sort((one, other) => one.size - other.size)
          .slice(0, 5).map(one => one.size.toFixed(1) + ' ' + one.text)
        """;

    /// <summary>What cannot be read on the page as it stands; empty = all is well.</summary>
    public static async Task<string[]> MisplacedAsync(IPage page, int[]? seamsX = null, int[]? seamsY = null)
    {
        await page.EvaluateAsync("async () => { await document.fonts.ready; await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }");
        return await page.EvaluateAsync<string[]>(Script, new { x = seamsX ?? [], y = seamsY ?? [] });
    }

    /// <summary>The five smallest figures and names.</summary>
    public static Task<string[]> SmallestAsync(IPage page) => page.EvaluateAsync<string[]>(SmallestScript);
}
