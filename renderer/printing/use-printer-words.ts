import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterConnection } from '../../domain/printing/print-job.ts';
import type { PrinterModel } from '../../domain/printing/printer-models.ts';
import { useFormats } from '../../ui/formats.ts';
import { useAnswer } from '../base/page-client.ts';

const none: readonly PrinterModel[] = [];

/** The models to choose from, and what is wrong with the file that adds models. */
export function usePrinterModels(): { models: readonly PrinterModel[]; problem: string | null } {
  const { value } = useAnswer('getPrinterModels', []);
  return { models: value?.models ?? none, problem: value?.problem ?? null };
}

/** "Epson TM-T88VI", or "Any printer: ZPL" for a whole family. */
export function useModelName(): (model: PrinterModel) => string {
  const { t } = useTranslation();
  return useCallback(
    ({ maker, name }) => (maker === '' ? t('printers.anyModel', { name }) : `${maker} ${name}`),
    [t],
  );
}

/** "72 mm · 203 dpi" */
export function useHeadWords(): (head: { widthDots: number; dotsPerMm: number }) => string {
  const { t } = useTranslation();
  const { number } = useFormats();
  return ({ widthDots, dotsPerMm }) =>
    t('printers.head', {
      width: number(Math.round((widthDots / dotsPerMm) * 10) / 10),
      dpi: Math.round(dotsPerMm * 25.4),
    });
}

/** Address, device file or system name. IPv6 is in brackets, to separate it from the port. */
export function whereOf(connection: PrinterConnection): string {
  switch (connection.kind) {
    case 'tcp': {
      const { host, port } = connection;
      return `${host.includes(':') ? `[${host}]` : host}:${port}`;
    }
    case 'device':
      return connection.path;
    case 'system':
    case 'spooler':
      return connection.queue;
  }
}
