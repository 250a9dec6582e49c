import type { SKRSContext2D } from '@napi-rs/canvas';
import { headerTop, ruleGap, trainingBand } from './badge-frame.ts';
import type { Arrangement } from './badge-layout.ts';
import { drawFitted } from './fit-text.ts';
import { type QrSymbol, quietZone } from './qr.ts';
import { drawStrip } from './strip.ts';

/** Draws an arrangement in black on white. */
export function drawBadge(
  context: SKRSContext2D,
  arrangement: Arrangement,
  symbol: QrSymbol,
  dotsPerMm: number,
): void {
  context.fillStyle = 'white';
  context.fillRect(0, 0, arrangement.width, arrangement.height);
  context.fillStyle = 'black';
  drawHeader(context, arrangement, dotsPerMm);
  drawBlocks(context, arrangement);
  drawAside(context, arrangement, symbol, dotsPerMm);
  drawSymbol(context, arrangement, symbol);
  drawStrip(context, arrangement.strip, {
    width: arrangement.width,
    bottom: arrangement.height,
    dotsPerMm,
  });
}

function drawHeader(context: SKRSContext2D, arrangement: Arrangement, dotsPerMm: number): void {
  const mm = (millimetres: number): number => Math.round(millimetres * dotsPerMm);
  const { header, training, width, margin } = arrangement;
  const band = training === null ? 0 : mm(trainingBand);
  if (training !== null) {
    context.fillRect(0, 0, width, band);
    context.fillStyle = 'white';
    drawFitted(context, training, {
      left: 0,
      top: Math.round((band - training.height) / 2),
      width,
      align: 'center',
    });
    context.fillStyle = 'black';
  }
  const top = band + mm(headerTop);
  drawFitted(context, header, { left: margin, top, width: width - 2 * margin, align: 'center' });
  const rule = Math.max(2, mm(0.3));
  context.fillRect(margin, arrangement.area.top - mm(ruleGap) - rule, width - 2 * margin, rule);
}

function drawBlocks(context: SKRSContext2D, arrangement: Arrangement): void {
  const { blocks, area, margin, width } = arrangement;
  const used = blocks.reduce((sum, block) => sum + block.gapBefore + block.text.height, 0);
  const spare = Math.max(0, area.bottom - area.top - used);
  // Half of the spare room opens the gaps, the rest stands above and below.
  const gaps = Math.max(1, blocks.length - 1);
  const extra = Math.min((spare * 0.5) / gaps, arrangement.height * 0.025);
  let top = area.top + (spare - extra * (blocks.length - 1)) / 2;
  for (const [i, block] of blocks.entries()) {
    top += block.gapBefore + (i === 0 ? 0 : extra);
    drawFitted(context, block.text, {
      left: margin,
      top: Math.round(top),
      width: width - 2 * margin,
      align: 'center',
    });
    top += block.text.height;
  }
}

/** Dates at the height of the symbol's upper edge, the serial at its lower edge. */
function drawAside(
  context: SKRSContext2D,
  arrangement: Arrangement,
  symbol: QrSymbol,
  dotsPerMm: number,
): void {
  const { qr, aside, margin } = arrangement;
  const quiet = quietZone * qr.dotsPerModule;
  const top = qr.top + quiet;
  const bottom = top + symbol.size * qr.dotsPerModule;
  if (aside.dates !== null) {
    drawFitted(context, aside.dates, { left: margin, top, width: aside.width, align: 'left' });
  }
  const serialTop = Math.round(bottom - aside.serial.height);
  drawFitted(context, aside.serial, {
    left: margin,
    top: serialTop,
    width: aside.width,
    align: 'left',
  });
  if (aside.attempt !== null) drawAttempt(context, arrangement, serialTop, dotsPerMm);
}

/** The attempt's number, white in a black field behind the serial: nobody overlooks a second print. */
function drawAttempt(
  context: SKRSContext2D,
  arrangement: Arrangement,
  serialTop: number,
  dotsPerMm: number,
): void {
  const { serial, attempt } = arrangement.aside;
  if (attempt === null) return;
  context.font = serial.font;
  const left =
    arrangement.margin + context.measureText(serial.lines[0] ?? '').width + dotsPerMm * 1.5;
  const pad = Math.round(dotsPerMm * 0.9);
  context.font = attempt.font;
  const wide = Math.max(...attempt.lines.map((line) => context.measureText(line).width));
  const width = Math.max(wide, attempt.height) + 2 * pad;
  const middle = serialTop + serial.height / 2;
  const height = attempt.height + 2 * pad;
  const box = {
    left: Math.round(left),
    top: Math.round(middle - height / 2),
    width: Math.round(width),
  };
  context.fillRect(box.left, box.top, box.width, Math.round(height));
  context.fillStyle = 'white';
  drawFitted(context, attempt, {
    left: box.left,
    top: box.top + pad,
    width: box.width,
    align: 'center',
  });
  context.fillStyle = 'black';
}

function drawSymbol(context: SKRSContext2D, arrangement: Arrangement, symbol: QrSymbol): void {
  const { left, top, dotsPerModule } = arrangement.qr;
  const quiet = quietZone * dotsPerModule;
  for (let row = 0; row < symbol.size; row += 1) {
    for (let column = 0; column < symbol.size; column += 1) {
      if (!symbol.isDark(row, column)) continue;
      context.fillRect(
        left + quiet + column * dotsPerModule,
        top + quiet + row * dotsPerModule,
        dotsPerModule,
        dotsPerModule,
      );
    }
  }
}
