import { FileDown, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { HeldPerson, LostReport } from '../../../../domain/purge/lost-report.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Dialog } from '../../../../renderer/ui/dialog.tsx';
import { Note } from '../../../../renderer/ui/note.tsx';
import { useEventNames } from '../../client/event-context.tsx';
import { useFormats } from '../../formats.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';
import { fieldWords, holdingWords, lostCsv } from './lost-words.ts';

/** Rows that are shown; all are in the file. */
const shownRows = 50;

/** Whose data a lost station held, and which: for whoever must notify persons or an authority. */
export function LostReportDialog({
  report,
  onClose,
}: {
  report: LostReport;
  onClose: () => void;
}): ReactNode {
  const { t, language } = useWords();
  const { name } = report.kiosk;
  const save = (): void => {
    const text = lostCsv(report, t, language);
    saveFile(new Blob([text], { type: 'text/csv' }), `${t('lost.file', { name })}.csv`);
  };
  return (
    <Dialog
      title={t('lost.reportTitle', { name })}
      onClose={onClose}
      closesOutside={false}
      size="wide"
      isText
      actions={
        <>
          <Button icon={<FileDown aria-hidden="true" size={18} />} onPress={save}>
            {t('lost.save')}
          </Button>
          <Button look="primary" onPress={onClose}>
            {t('app.done')}
          </Button>
        </>
      }
    >
      <Holdings report={report} />
      <Persons persons={report.persons} />
      {report.persons.length > 0 && (
        <Note
          tone="look"
          icon={<ShieldAlert aria-hidden="true" size={20} />}
          title={t('lost.notify')}
        />
      )}
    </Dialog>
  );
}

function Holdings({ report }: { report: LostReport }): ReactNode {
  const { t } = useWords();
  const { number, moment, list } = useFormats();
  const time = (wall: number | null): string => (wall === null ? t('lost.never') : moment(wall));
  const { payloads } = report;
  return (
    <FactList
      facts={[
        { name: t('lost.lastSeen'), value: time(report.lastSeen) },
        { name: t('lost.lastRead'), value: time(report.lastRead) },
        {
          name: t('lost.fields'),
          value: list(report.fields.map((field) => fieldWords(t, field))),
        },
        { name: t('lost.also'), value: list(report.alsoHeld.map((one) => holdingWords(t, one))) },
        ...(payloads > 0 ? [{ name: t('lost.payloads'), value: number(payloads) }] : []),
      ]}
    />
  );
}

function Persons({ persons }: { persons: readonly HeldPerson[] }): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const columns = usePersonColumns();
  if (persons.length === 0) return <p>{t('lost.nobody')}</p>;
  const perhaps = persons.filter(({ certainty }) => certainty === 'perhaps').length;
  const more = persons.length - shownRows;
  return (
    <section className="stack" aria-label={t('lost.who')}>
      <p>
        <strong>
          {t('lost.persons', { count: persons.length, number: number(persons.length) })}
        </strong>
      </p>
      {perhaps > 0 && (
        <p className="small">{t('lost.perhaps', { count: perhaps, number: number(perhaps) })}</p>
      )}
      <DataTable
        caption={t('lost.who')}
        columns={columns}
        rows={persons.slice(0, shownRows)}
        keyOf={({ id }) => id}
        empty={null}
      />
      {more > 0 && <p className="small">{t('lost.more', { count: more, number: number(more) })}</p>}
    </section>
  );
}

function usePersonColumns(): Column<HeldPerson>[] {
  const { t } = useWords();
  const { delegation } = useEventNames();
  return [
    {
      id: 'name',
      heading: t('lost.name'),
      isTitle: true,
      cell: ({ printedName }) => <bdi>{printedName}</bdi>,
    },
    {
      id: 'delegation',
      heading: t('lost.delegation'),
      cell: (person) => <bdi>{delegation(person.delegation)}</bdi>,
    },
    {
      id: 'code',
      heading: t('lost.code'),
      cell: ({ registrationCode }) => <bdi className="code">{registrationCode}</bdi>,
    },
    {
      id: 'certainty',
      heading: t('lost.certainty.title'),
      cell: ({ certainty }) => t(`lost.certainty.${certainty}`),
    },
  ];
}
