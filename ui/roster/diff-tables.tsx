import { CircleCheckBig, Equal, UserRoundX } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterDiff } from '../../domain/roster/roster-import.ts';
import { EmptyLine } from '../empty-state.tsx';
import { useFormats } from '../formats.ts';
import { useImportLabel } from './field-label.ts';

export function Examples({ shown, all }: { shown: number; all: number }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (shown >= all) return null;
  return <p className="list-note">{t('roster.diff.examples', { count: number(shown) })}</p>;
}

/** Matches an invisible character as the file's cells show it. */
const unseen = /\[U\+[0-9A-F]{4,6}\]/;

export function Cell({ text }: { text: string }): ReactNode {
  const { t } = useTranslation();
  if (text === '') return <span className="italic text-soft">{t('roster.diff.empty')}</span>;
  const [first, ...further] = text.split(unseen);
  return (
    <bdi>
      {first}
      {further.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same part may come again; none moves
        <Fragment key={`${index} ${part}`}>
          <span className="mx-0.5 px-1 rounded-sm bg-sunken text-xs">
            {t('roster.diff.unseen')}
          </span>
          {part}
        </Fragment>
      ))}
    </bdi>
  );
}

export function None({ icon, children }: { icon: ReactNode; children: ReactNode }): ReactNode {
  return (
    <EmptyLine icon={icon} className="p-6 text-soft">
      {children}
    </EmptyLine>
  );
}

export function ChangedTable({ diff }: { diff: RosterDiff }): ReactNode {
  const { t } = useTranslation();
  const label = useImportLabel();
  if (diff.changes.length === 0) {
    return <None icon={<Equal size={20} />}>{t('roster.diff.noneChanged')}</None>;
  }
  const persons = new Set(diff.changes.map((change) => change.registrationCode)).size;
  return (
    <>
      <table className="diff-table w-full border-collapse text-sm">
        <thead>
          <tr>
            <th scope="col">{t('roster.diff.person')}</th>
            <th scope="col">{t('roster.diff.field')}</th>
            <th scope="col">{t('roster.diff.before')}</th>
            <th scope="col">{t('roster.diff.after')}</th>
          </tr>
        </thead>
        <tbody>
          {diff.changes.map((change) => (
            <tr key={`${change.registrationCode} ${change.field}`}>
              <td>
                <bdi className="font-semibold">{change.printedName}</bdi>
                <bdi className="code block text-soft text-xs">{change.registrationCode}</bdi>
              </td>
              <td>{label(change.field)}</td>
              <td className="text-soft">
                <Cell text={change.before} />
              </td>
              <td className="diff-after">
                <Cell text={change.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Examples shown={persons} all={diff.changed} />
    </>
  );
}

export function AddedTable({ diff }: { diff: RosterDiff }): ReactNode {
  const { t } = useTranslation();
  const label = useImportLabel();
  const { addedExamples, added } = diff;
  if (addedExamples.length === 0) {
    return <None icon={<UserRoundX size={20} />}>{t('roster.diff.noneAdded')}</None>;
  }
  return (
    <>
      <table className="diff-table w-full border-collapse text-sm">
        <thead>
          <tr>
            <th scope="col">{t('delegate.code')}</th>
            <th scope="col">{label('printedName')}</th>
          </tr>
        </thead>
        <tbody>
          {addedExamples.map(({ registrationCode, printedName }) => (
            <tr key={registrationCode}>
              <td>
                <bdi className="code">{registrationCode}</bdi>
              </td>
              <td>
                <bdi className="font-semibold">{printedName}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Examples shown={addedExamples.length} all={added} />
    </>
  );
}

/** The rejected rows by line, each with its reason; `action` saves them as a file. */
export function RejectedTable({
  diff,
  action,
}: {
  diff: RosterDiff;
  action: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const label = useImportLabel();
  const { number } = useFormats();
  const { rejectedRows, rejected } = diff;
  if (rejectedRows.length === 0) {
    return <None icon={<CircleCheckBig size={20} />}>{t('roster.diff.noneRejected')}</None>;
  }
  return (
    <>
      {action}
      <table className="diff-table w-full border-collapse text-sm">
        <thead>
          <tr>
            <th scope="col">{t('roster.diff.line')}</th>
            <th scope="col">{t('roster.diff.reason')}</th>
            <th scope="col">{t('roster.diff.field')}</th>
            <th scope="col">{t('roster.diff.value')}</th>
          </tr>
        </thead>
        <tbody>
          {rejectedRows.map(({ line, reason, field, value, sameAs }) => (
            <tr key={`${line} ${reason} ${field ?? ''}`}>
              <td className="figures">{number(line)}</td>
              <td className="font-semibold">{t(`roster.reject.${reason}`)}</td>
              <td>{field !== null && label(field)}</td>
              <td>
                <Cell text={value} />
                {sameAs !== null && (
                  <span className="block text-soft text-xs">
                    {t('roster.diff.sameAs', { line: number(sameAs) })}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Examples shown={rejectedRows.length} all={rejected} />
    </>
  );
}

/** Unusual cells and their corrected values; those to be accepted come first. */
export function OddTable({ diff }: { diff: RosterDiff }): ReactNode {
  const { t } = useTranslation();
  const label = useImportLabel();
  const { number, languageName } = useFormats();
  const language = languageName(diff.messageLanguage);
  return (
    <>
      <table className="diff-table w-full border-collapse text-sm">
        <thead>
          <tr>
            <th scope="col">{t('roster.diff.line')}</th>
            <th scope="col">{t('roster.diff.field')}</th>
            <th scope="col">{t('roster.diff.what')}</th>
            <th scope="col">{t('roster.diff.value')}</th>
            <th scope="col">{t('roster.diff.mendedValue')}</th>
          </tr>
        </thead>
        <tbody>
          {diff.findings.map(({ line, field, what, value, mended }) => (
            <tr key={`${line} ${field}`}>
              <td className="figures">{number(line)}</td>
              <td>{label(field)}</td>
              <td>
                {what.map((one) => (
                  <div key={one} className="font-semibold">
                    {t(`roster.odd.${one}`, { language })}
                  </div>
                ))}
              </td>
              <td className="text-soft">
                <Cell text={value} />
              </td>
              <td className="diff-after">
                {mended === null ? t('roster.diff.asIs') : <Cell text={mended} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Examples shown={diff.findings.length} all={diff.odd} />
    </>
  );
}
