import { FileDown, ShieldAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { csvFile } from '../../../../domain/base/csv.ts';
import type { ScreenLanguage } from '../../../../domain/base/language.ts';
import type { OrganiserStation } from '../../../../domain/organiser/stations.ts';
import type { HeldPerson, LostReport } from '../../../../domain/privacy/lost-report.ts';
import { delegateFieldNames, delegateFields } from '../../../../domain/roster/delegate-fields.ts';
import { Button } from '../../../../ui/button.tsx';
import { type Column, DataTable } from '../../../../ui/data-table.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { FactList } from '../../../../ui/fact-list.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { Note } from '../../../../ui/note.tsx';
import { useNotify } from '../../../../ui/toast.tsx';
import { useEventNames } from '../../client/event-context.tsx';
import { ask } from '../../client/request.ts';
import { TypeToConfirmDialog } from '../../parts/confirm-dialogs.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords, type Words } from '../../words.ts';

/** Revokes a station as lost and shows the data that it held. If revoked already, only shows it. */
export function LostDialog({
  station: { id, name, state },
  onClose,
}: {
  station: OrganiserStation;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const notify = useNotify();
  const [report, setReport] = useState<LostReport | null>(null);
  if (report !== null) return <LostReportDialog report={report} onClose={onClose} />;
  const isEnded = state !== 'enrolled';
  return (
    <TypeToConfirmDialog
      title={t(isEnded ? 'lost.titleEnded' : 'lost.title', { name })}
      expected={name}
      label={t('stations.typeName', { name })}
      wrong={t('stations.wrongName')}
      submit={{
        label: t(isEnded ? 'lost.confirmEnded' : 'lost.confirm'),
        icon: <ShieldAlert size={18} />,
      }}
      onConfirm={async (confirm) => {
        setReport(await ask('reportLost', { confirm }, id));
        if (!isEnded) notify(t('lost.now', { name }));
      }}
      onClose={onClose}
    >
      {!isEnded && <p>{t('lost.effect')}</p>}
      <p>{t('lost.list')}</p>
    </TypeToConfirmDialog>
  );
}

/** Max rows shown; the file has all. */
const shownRows = 50;

/** Whose data a lost station held, and which: needed to notify people or an authority. */
function LostReportDialog({
  report,
  onClose,
}: {
  report: LostReport;
  onClose: () => void;
}): ReactNode {
  const { t, language } = useWords();
  const { name } = report.station;
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
          <Button icon={<FileDown />} onPress={save}>
            {t('lost.save')}
          </Button>
          <Button variant="primary" onPress={onClose}>
            {t('app.done')}
          </Button>
        </>
      }
    >
      <Holdings report={report} />
      <Persons persons={report.persons} />
      {report.persons.length > 0 && (
        <Note tone="look" icon={<ShieldAlert />} title={t('lost.notify')} />
      )}
    </Dialog>
  );
}

function Holdings({ report }: { report: LostReport }): ReactNode {
  const { t, language } = useWords();
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
          value: list(report.fields.map((field) => fieldLabel(language, field))),
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
    <section className="grid content-start gap-4 min-w-0" aria-label={t('lost.who')}>
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

const holdings = [
  'facts-of-attendance',
  'event-secret',
  'operators',
  'stop-list',
  'print-jobs',
  'photos',
  'activity-log',
  'exported-files',
] as const;

/** The label of a delegate's field; the event's own fields, and unknown ones, by their ids. */
function fieldLabel(language: ScreenLanguage, field: string): string {
  const known = delegateFieldNames.find((one) => one === field);
  return known === undefined
    ? field.replace(/^extra\./, '')
    : delegateFields[known].label[language];
}

/** The label of other data on a station's disk. */
function holdingWords(t: Words, holding: string): string {
  const known = holdings.find((one) => one === holding);
  return known === undefined ? holding : t(`lost.holding.${known}`);
}

/** The people of a report for a spreadsheet, each with the fields that the station held. */
function lostCsv(
  { persons, fields: held }: LostReport,
  t: Words,
  language: ScreenLanguage,
): string {
  const all = held.map((field) => fieldLabel(language, field)).join(', ');
  const head = [
    t('lost.code'),
    t('lost.name'),
    t('lost.delegation'),
    t('lost.certainty.title'),
    t('lost.fields'),
  ];
  const lines = persons.map(({ registrationCode, printedName, delegation, certainty }) => [
    registrationCode,
    printedName,
    delegation,
    t(`lost.certainty.${certainty}`),
    all,
  ]);
  return csvFile([head, ...lines], language === 'fr' ? ';' : ',');
}
