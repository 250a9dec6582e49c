import {
  type HoldReason,
  type PrinterSettings,
  takesCategory,
} from '../../domain/printing/print-job.ts';

export interface PrinterNow {
  settings: PrinterSettings;
  /** `unknown` until the printer was first checked. */
  canPrint: 'yes' | 'no' | 'unknown';
  /** Jobs that wait for the printer. */
  waiting: number;
}

export interface RouteQuestion {
  kind: 'badge' | 'test';
  /** The printer that has the job now, or null. */
  printerId: string | null;
  /** Category of the badge's holder; null where the roster does not know them (yet). */
  category: string | null;
  /** 0: a person waits at the desk; 1: batch. */
  priority: number;
}

export type Route =
  /** `insteadOf`: the printer to which the job would go if that one could print. */
  | { kind: 'to'; printerId: string; insteadOf: string | null }
  | { kind: 'nowhere'; reason: Extract<HoldReason, 'no-printer' | 'wrong-stock'> };

/**
 * The printer to which a waiting job belongs.
 *
 * A test goes to its printer. A badge stays with its printer for as long as that printer has the
 * right stock loaded and can print. A badge without such a printer gets one: of the printers whose
 * stock accepts its category, those that name the category win over those that accept all. A
 * person's badge goes to the first of these in the order in which they were set up, because
 * operators know where their badges come out. A batch's badge goes to the least busy that can
 * print.
 *
 * Where its printer cannot print, a badge goes to the neighbour, or the neighbour's neighbour and
 * so on. That printer must have the right stock and be known to be able to print now. If there is
 * none, the badge waits where it is. A badge thus moves only from a printer that cannot print to
 * one that can: two printers never pass it back and forth, and it does not return automatically.
 */
export function routeOf(job: RouteQuestion, printers: readonly PrinterNow[]): Route {
  if (printers.length === 0) return { kind: 'nowhere', reason: 'no-printer' };
  const current = printers.find(({ settings }) => settings.id === job.printerId);
  if (job.kind === 'test') {
    return current === undefined
      ? { kind: 'nowhere', reason: 'no-printer' }
      : { kind: 'to', printerId: current.settings.id, insteadOf: null };
  }
  const home =
    current !== undefined && takes(current, job.category) ? current : homeOf(job, printers);
  if (home === undefined) return { kind: 'nowhere', reason: 'wrong-stock' };
  const standIn = home.canPrint === 'no' ? standInFor(home, job, printers) : undefined;
  return standIn === undefined
    ? { kind: 'to', printerId: home.settings.id, insteadOf: null }
    : { kind: 'to', printerId: standIn.settings.id, insteadOf: home.settings.id };
}

function takes({ settings }: PrinterNow, category: string | null): boolean {
  return takesCategory(settings.stock, category);
}

function homeOf(job: RouteQuestion, printers: readonly PrinterNow[]): PrinterNow | undefined {
  const fitting = printers.filter((printer) => takes(printer, job.category));
  const naming =
    job.category === null
      ? []
      : fitting.filter(({ settings }) => settings.stock.categories !== null);
  const best = naming.length > 0 ? naming : fitting;
  if (job.priority === 0) return best[0];
  const able = best.filter(({ canPrint }) => canPrint !== 'no');
  return leastBusy(able.length > 0 ? able : best);
}

function leastBusy(printers: readonly PrinterNow[]): PrinterNow | undefined {
  return printers.reduce<PrinterNow | undefined>(
    (least, printer) => (least === undefined || printer.waiting < least.waiting ? printer : least),
    undefined,
  );
}

/**
 * The nearest in the chain of neighbours that can print now; each is checked once, so rings end.
 */
function standInFor(
  home: PrinterNow,
  job: RouteQuestion,
  printers: readonly PrinterNow[],
): PrinterNow | undefined {
  const asked = new Set([home.settings.id]);
  let next = home.settings.neighbour;
  while (next !== null && !asked.has(next)) {
    asked.add(next);
    const printer = printers.find(({ settings }) => settings.id === next);
    if (printer === undefined) return undefined;
    if (printer.canPrint === 'yes' && takes(printer, job.category)) return printer;
    next = printer.settings.neighbour;
  }
  return undefined;
}
