import { bring, pdfFile, pdfOf, screenshot, type TicketFile } from '../../support/ticket-files.ts';
import { ticketOf } from './people.ts';
import {
  type Scene,
  type Step,
  scene,
  untilDialog,
  untilIdle,
  untilOption,
  untilShown,
} from './steps.ts';

function dropped(file: TicketFile | Promise<TicketFile>, way: 'drop' | 'dragover' = 'drop'): Step {
  return async (page) => {
    await untilIdle(page);
    await bring(page, way, await file);
  };
}

const tickets = pdfFile(pdfOf([ticketOf(0), null, ticketOf(1), ticketOf(2), ticketOf(3)]));
const noCode: Step = async (page) => dropped(screenshot(null))(page);

/** A ticket as a picture or PDF at the desk. */
export const fileScenes: readonly Scene[] = [
  scene('ticket-file-drop', dropped(tickets, 'dragover'), untilShown('.drop-sign')),
  scene('ticket-file-choose', dropped(tickets), untilOption),
  scene('ticket-file-no-code', noCode, untilDialog),
  scene('ticket-file-broken', dropped(pdfFile(Buffer.from('%PDF-'))), untilDialog),
];
