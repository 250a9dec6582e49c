import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../app/navigation.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { PrinterDialogs } from '../printers/printer-dialogs.tsx';
import { PrintersScreen } from '../printers/printers-screen.tsx';
import { SetUpFooter } from './list-step.tsx';
import { useSetUp } from './use-set-up.ts';

/** The printers, by the set-up that desks use later as well; a station may do without. */
export function PrinterStep(): ReactNode {
  const { t } = useTranslation();
  const { next } = useSetUp();
  const { dialog, close } = useNavigation();
  const { value } = useAnswer('getPrinters', [], { renewOn: ['printersChanged'] });
  return (
    <div className="set-up-screen">
      <PrintersScreen />
      <SetUpFooter onNext={next} isEmpty={(value ?? []).length === 0}>
        {t('setUp.printer.hint')}
      </SetUpFooter>
      {dialog !== null && isOfPrinters(dialog) && (
        <PrinterDialogs dialog={dialog} onClose={close} />
      )}
    </div>
  );
}

type Request = NonNullable<ReturnType<typeof useNavigation>['dialog']>;
type PrinterRequest = Parameters<typeof PrinterDialogs>[0]['dialog'];

const printerDialogs: readonly string[] = [
  'add-printer',
  'edit-printer',
  'load-stock',
  'printer-history',
  'remove-printer',
] satisfies PrinterRequest['kind'][];

function isOfPrinters(dialog: Request): dialog is PrinterRequest {
  return printerDialogs.includes(dialog.kind);
}
