import type { CertificatePage, Report } from '../../report.ts';
import { baseline, leading, paperOf, styles } from './paper.ts';
import { type PageContext, penOn, type TextStyle, type TypeSetter } from './type-setter.ts';

/** One person's certificate, lying. */
export interface PersonPage {
  kind: 'certificate';
  report: Report;
  certificate: CertificatePage;
}

export const certificatePaper = paperOf('lying');

const ink = '#111111';
const frame = '#6b6b6b';

/** Draws a certificate: the name largest, everything in the middle of the page, a line to sign at the foot, and no number: it is handed out. */
export function drawCertificate(
  context: PageContext,
  setter: TypeSetter,
  { certificate }: PersonPage,
): void {
  const { width, height, left, right } = certificatePaper;
  drawFrame(context);
  const pen = penOn(context);
  context.fillStyle = ink;
  let y = 76;
  const say = (text: string, style: TextStyle & { most: number }, after: number): void => {
    if (text === '') return;
    const room = right - left - 80;
    const { lines, size } = setter.fitting(text, room, style, certificate.delegation);
    for (const line of lines) {
      pen.draw(line, { x: width / 2, y: y + size * baseline, align: 'center' });
      y += size * leading;
    }
    y += after;
  };
  say(certificate.event, { size: 18, weight: 'bold', most: 2 }, 0);
  say(certificate.place, { size: 12, weight: 'regular', most: 2 }, 34);
  say(certificate.heading, { size: 30, weight: 'bold', most: 1 }, 14);
  say(certificate.introduction, { size: 13, weight: 'regular', most: 1 }, 14);
  say(certificate.title, { size: 15, weight: 'regular', most: 1 }, 0);
  say(certificate.name, { size: 32, weight: 'bold', most: 2 }, 0);
  say(certificate.nativeName, { size: 22, weight: 'regular', most: 1 }, 0);
  say(certificate.affiliation, { size: 14, weight: 'regular', most: 2 }, 14);
  say(certificate.attended, { size: 13, weight: 'regular', most: 2 }, 0);
  const foot = height - 92;
  context.fillRect(width / 2 - 110, foot, 220, 0.6);
  const [signature] = setter.lines(certificate.signature, right - left, styles.note);
  if (signature !== undefined) {
    pen.draw(signature, { x: width / 2, y: foot + 14, align: 'center' });
  }
}

function drawFrame(context: PageContext): void {
  const { width, height } = certificatePaper;
  const edge = 30;
  const [across, down] = [width - 2 * edge, height - 2 * edge];
  context.fillStyle = frame;
  context.fillRect(edge, edge, across, 1.2);
  context.fillRect(edge, edge + down, across, 1.2);
  context.fillRect(edge, edge, 1.2, down);
  context.fillRect(edge + across, edge, 1.2, down);
}
