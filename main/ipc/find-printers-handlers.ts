import { CallFailure } from '../call-failure.ts';
import { SubnetError } from '../printing/find/subnet.ts';
import type { Desk } from './desk.ts';
import type { Handlers } from './handlers.ts';

type FindPrintersHandlers = Pick<Handlers, 'findPrinters' | 'cancelPrinterSearch'>;

/** The calls by which a supervisor looks for printers. */
export function findPrintersHandlers(desk: Desk): FindPrintersHandlers {
  const { printerSearch, notify } = desk;
  return {
    findPrinters: async (input) => {
      try {
        return await printerSearch.find(input, (progress) =>
          notify('printerSearchProgress', progress),
        );
      } catch (error) {
        if (error instanceof SubnetError) throw new CallFailure(error.code, input.subnet ?? '');
        throw error;
      }
    },
    cancelPrinterSearch: () => printerSearch.cancel(),
  };
}
