// Cuts Noto Sans SC to what charts and PDF files print. Usage: node subset.mjs OUTPUT-FOLDER
// The same packages always give the same bytes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import subsetFont from 'subset-font'

const require = createRequire(import.meta.url)
const source = '@expo-google-fonts/noto-sans-sc'
const weights = { Regular: '400Regular/NotoSansSC_400Regular.ttf', Bold: '700Bold/NotoSansSC_700Bold.ttf' }

/**
 * Everything of GB2312, all hanzi of U+4E00-9FFF (names of villages, as 黄垟, need more than GB2312 holds), Latin, and what figures are
 * written with. U+2E80-2FDF stay out: they share glyphs with hanzi, and a search for 行 in a PDF would find ⾏.
 */
function characters() {
  const found = new Set()
  const range = (first, last) => {
    for (let code = first; code <= last; code++) found.add(String.fromCodePoint(code))
  }
  range(0x20, 0x7e)
  range(0xa0, 0x17f)
  const gb2312 = new TextDecoder('gb18030')
  for (let row = 0xa1; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const decoded = gb2312.decode(Uint8Array.of(row, cell))
      if (!/[\u2E80-\u2FDF\uE000-\uF8FF\uFFFD]/u.test(decoded)) for (const character of decoded) found.add(character)
    }
  range(0x3000, 0x3029)
  range(0x4e00, 0x9fff)
  for (const character of '–—‘’“”†‡•…‰′″‹›€™Ω℃←↑→↓↗↘∆−≈≠≤≥■□▲△▶▼▽◆◇○●★☆✓✕㎡㎞〓') found.add(character)
  return [...found].join('')
}

/** Where each table of a TrueType file lies. */
function tablesOf(font) {
  const tables = {}
  for (let entry = 12; entry < 12 + 16 * font.readUInt16BE(4); entry += 16)
    tables[font.toString('latin1', entry, entry + 4)] = { entry, offset: font.readUInt32BE(entry + 8), length: font.readUInt32BE(entry + 12) }
  return tables
}

function checksum(font, offset, length) {
  let sum = 0
  for (let at = offset; at < offset + length; at += 4) {
    let word = 0
    for (let byte = 0; byte < 4; byte++) word = word * 256 + (at + byte < font.length ? font[at + byte] : 0)
    sum = (sum + word) >>> 0
  }
  return sum
}

/**
 * Writes the true bounding box of the glyphs into `head`. The subsetter keeps that of the whole font, where a few vertical forms and
 * three-em dashes are three times as large as a hanzi; ScottPlot takes it for the height of a line and misplaces every label.
 */
function recalculateBounds(font) {
  const { head, maxp, loca, glyf } = tablesOf(font)
  const long = font.readInt16BE(head.offset + 50) === 1
  const start = glyph => (long ? font.readUInt32BE(loca.offset + 4 * glyph) : 2 * font.readUInt16BE(loca.offset + 2 * glyph))
  const box = [Infinity, Infinity, -Infinity, -Infinity]
  for (let glyph = 0; glyph < font.readUInt16BE(maxp.offset + 4); glyph++) {
    if (start(glyph + 1) <= start(glyph)) continue
    for (let side = 0; side < 4; side++) {
      const value = font.readInt16BE(glyf.offset + start(glyph) + 2 + 2 * side)
      box[side] = side < 2 ? Math.min(box[side], value) : Math.max(box[side], value)
    }
  }
  box.forEach((value, side) => font.writeInt16BE(value, head.offset + 36 + 2 * side))
  font.writeUInt32BE(0, head.offset + 8)
  font.writeUInt32BE(checksum(font, head.offset, head.length), head.entry + 4)
  font.writeUInt32BE((0xb1b0afba - checksum(font, 0, font.length)) >>> 0, head.offset + 8)
}

const output = process.argv[2]
mkdirSync(output, { recursive: true })
const text = characters()
for (const [weight, file] of Object.entries(weights)) {
  const font = await subsetFont(readFileSync(require.resolve(`${source}/${file}`)), text, {
    targetFormat: 'truetype',
    preserveNameIds: [13, 14],
    keepFeatures: [],
    noLayoutClosure: true,
    noHinting: true,
    dropTables: ['BASE', 'GSUB', 'GPOS', 'STAT', 'vhea', 'vmtx', 'gasp', 'prep']
  })
  recalculateBounds(font)
  writeFileSync(join(output, `NotoSansSC-${weight}.ttf`), font)
}
writeFileSync(join(output, 'NotoSansSC-licence.txt'), readFileSync(require.resolve(`${source}/LICENSE_FONT`)))
