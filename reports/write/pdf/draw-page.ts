import { pageWords } from '../words.ts';
import type { Block } from './blocks.ts';
import { baseline, leading, type Paper, styles } from './paper.ts';
import type { TablePage } from './table-pages.ts';
import { type PageContext, type Pen, penOn, type TypeSetter } from './type-setter.ts';

const ink = '#111111';
const faint = '#d9d9d9';
const tint = '#eeeeee';

/** The place of a page in its file; both from 1. */
export interface PageNumber {
  page: number;
  pages: number;
}

/** Draws one page of a table: from the second on the report's name, then blocks, then foot. */
export function drawTablePage(
  context: PageContext,
  setter: TypeSetter,
  page: TablePage,
  number: PageNumber & { isFirst: boolean },
): void {
  const { paper, report } = page;
  context.fillStyle = ink;
  const pen = penOn(context);
  let y = paper.top;
  if (!number.isFirst) {
    drawWords(pen, setter, `${report.title} · ${report.event} · ${report.period}`, {
      paper,
      y: y + styles.running.size,
      align: 'left',
    });
    y += 20;
  }
  for (const block of page.blocks) {
    drawBlock(context, pen, block, { paper, top: y });
    y += block.height;
  }
  drawFoot(pen, setter, page, number);
}

function drawBlock(
  context: PageContext,
  pen: Pen,
  block: Block,
  { paper, top }: { paper: Paper; top: number },
): void {
  const { left, right } = paper;
  const rule = (y: number, colour: string, thickness: number): void => {
    context.fillStyle = colour;
    context.fillRect(left, y, right - left, thickness);
    context.fillStyle = ink;
  };
  if (block.kind === 'section') {
    context.fillStyle = tint;
    context.fillRect(left - 3, top + 2, right - left + 6, block.height - 4);
    context.fillStyle = ink;
  }
  if (block.kind === 'columns') rule(top + block.height - 1, ink, 0.8);
  if (block.kind === 'row') rule(top + block.height - 0.4, faint, 0.4);
  if (block.kind === 'total') rule(top + 1, ink, 0.8);
  const { size } = block.style;
  for (const { lines, x, align } of block.cells) {
    for (const [i, line] of lines.entries()) {
      pen.draw(line, {
        x,
        y: top + block.padding + size * baseline + i * size * leading,
        align,
      });
    }
  }
}

/** How complete it is to the left, "Page 2 of 7" to the right. */
function drawFoot(
  pen: Pen,
  setter: TypeSetter,
  { paper, report }: TablePage,
  { page, pages }: PageNumber,
): void {
  const y = paper.height - 34;
  const said = pageWords[report.language];
  drawWords(pen, setter, report.asOf, { paper, y, align: 'left' });
  drawWords(pen, setter, `${said.page} ${page} ${said.of} ${pages}`, {
    paper,
    y,
    align: 'right',
  });
}

/** One line of small text at an edge of the page; longer text is cut to its first line. */
function drawWords(
  pen: Pen,
  setter: TypeSetter,
  text: string,
  at: { paper: Paper; y: number; align: 'left' | 'right' },
): void {
  const { left, right } = at.paper;
  const [line] = setter.lines(text, right - left, styles.running);
  if (line === undefined) return;
  pen.draw(line, { x: at.align === 'left' ? left : right, y: at.y, align: at.align });
}
