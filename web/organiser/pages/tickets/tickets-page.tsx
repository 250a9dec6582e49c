import { FileDown, RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OrganiserAnswer } from '../../../../domain/organiser/organiser.ts';
import { Button } from '../../../../ui/button.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { useNotify } from '../../../../ui/toast.tsx';
import { useEvent } from '../../client/event-context.tsx';
import { useAction } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useMay } from '../../client/session-store.ts';
import { ReasonDialog, TypeToConfirmDialog } from '../../parts/confirm-dialogs.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { TwoPeople } from '../../parts/two-people.tsx';
import { useWords } from '../../words.ts';
import { TicketConsequences } from './ticket-consequences.tsx';

/** New tickets for everyone, and the list of codes for sending them. */
export function TicketsPage(): ReactNode {
  const { t } = useWords();
  const mayTakeOut = useMay('export-ticket-codes');
  const [mayAsk, mayApprove] = [useMay('request-renewal'), useMay('approve-renewal')];
  return (
    <Page title={t('tickets.title')}>
      {(mayAsk || mayApprove) && <RenewAll />}
      {mayTakeOut && (
        <Section title={t('tickets.codes')}>
          <Codes />
        </Section>
      )}
    </Page>
  );
}

type Renewed = OrganiserAnswer<'renewTickets'>;

function RenewAll(): ReactNode {
  const { t } = useWords();
  const icon = <RefreshCw size={18} />;
  return (
    <Section title={t('tickets.renewAll')}>
      <p className="text-soft">{t('tickets.renewAllLead')}</p>
      <TwoPeople
        kind="tickets"
        icon={icon}
        words={{
          ask: t('tickets.ask'),
          ready: t('tickets.ready'),
          carryOut: t('tickets.carryOut'),
        }}
        asking={(close) => (
          <ReasonDialog title={t('tickets.askTitle')} route="requestRenewal" onClose={close}>
            <TicketConsequences />
          </ReasonDialog>
        )}
        carrying={(approval, close) => <CarryOut approval={approval} onClose={close} />}
      />
    </Section>
  );
}

function CarryOut({ approval, onClose }: { approval: string; onClose: () => void }): ReactNode {
  const { t, language } = useWords();
  const { number } = useFormats();
  const notify = useNotify();
  const name = useEvent().name[language];
  const done = ({ renewed }: Renewed): string =>
    t('tickets.renewed', { count: renewed, number: number(renewed) });
  return (
    <TypeToConfirmDialog
      title={t('tickets.carryOutTitle')}
      expected={name}
      label={t('privacy.typeEvent', { name })}
      wrong={t('privacy.wrongEvent')}
      submit={{
        label: t('tickets.carryOutNow'),
        icon: <RefreshCw size={18} />,
      }}
      onConfirm={async () => {
        notify(done(await ask('renewTickets', { approval })));
        onClose();
      }}
      onClose={onClose}
    >
      <TicketConsequences />
    </TypeToConfirmDialog>
  );
}

function Codes(): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const [count, setCount] = useState<number | null>(null);
  const fetching = useAction(async () => {
    const codes = await ask('ticketCodes', {});
    saveFile(new Blob([codes.file], { type: 'text/csv' }), `${t('tickets.file')}.csv`);
    setCount(codes.count);
  });
  return (
    <>
      <p className="text-soft">{t('tickets.codesLead')}</p>
      <FailureNote failure={fetching.failure} />
      <div className="cluster">
        <Button icon={<FileDown />} isDisabled={fetching.busy} onPress={() => void fetching.run()}>
          {t('tickets.download')}
        </Button>
        {count !== null && (
          <span className="small" role="status">
            {t('tickets.downloaded', { count, number: number(count) })}
          </span>
        )}
      </div>
    </>
  );
}
