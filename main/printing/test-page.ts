import type { BadgeContent } from '../../domain/badge.ts';
import type { PrinterSettings } from '../../domain/print-job.ts';
import { whereIs } from './transport/open-transport.ts';

/** What a test print shows: a badge of nobody, with the printer's own name. */
export function testPage(printer: PrinterSettings): BadgeContent {
  return {
    title: '',
    printedName: printer.name,
    givenName: '',
    familyName: '',
    nativeName: '',
    jobTitle: whereIs(printer),
    delegationName: 'Åé Ñö Ğş Жя Ωδ',
    categoryName: 'TEST / ESSAI',
    category: '',
    strip: 'diagonal',
    eventName: 'Lanyard',
    eventDates: '',
    qrText: 'LANYARD TEST',
    serialText: `${printer.widthDots} × ${printer.dotsPerMm}/mm`,
    attemptMark: '',
    training: false,
    photo: null,
    delegation: '',
  };
}
