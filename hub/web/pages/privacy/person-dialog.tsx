import { FileDown, FileText } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PersonReport } from '../../../../domain/purge/person-report.ts';
import { personWords } from '../../../../domain/purge/person-words.ts';
import type { RosterSearch } from '../../../../domain/wire/organiser-roster.ts';
import { Button } from '../../../../renderer/ui/button.tsx';
import { Dialog } from '../../../../renderer/ui/dialog.tsx';
import { useNotify } from '../../../../renderer/ui/toast.tsx';
import { useAnswer } from '../../client/use-answer.ts';
import { useFormats } from '../../formats.ts';
import { Answered } from '../../parts/answered.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';

/** Everything that the hub holds of one person, for that person: how much there is, and the two files. */
export function PersonDialog({
  person: { id, printedName, registrationCode },
  onClose,
}: {
  person: RosterSearch['rows'][number];
  onClose: () => void;
}): ReactNode {
  const { t, language } = useWords();
  const notify = useNotify();
  // Asked once: it is an entry of the audit. Both files are made of the one answer.
  const report = useAnswer('personReport', {}, { id, once: true });
  const { value } = report;
  const save = (text: string, type: string, ending: string): void => {
    const code = registrationCode.replace(/[^\w.-]/g, '_');
    const name = `${t('privacy.file', { code })}.${ending}`;
    saveFile(new Blob([text], { type }), name);
    notify(t('privacy.savedNow', { name }));
  };
  return (
    <Dialog
      title={t('privacy.takeTitle', { name: printedName })}
      onClose={onClose}
      actions={
        value !== null && (
          <>
            <Button
              icon={<FileDown aria-hidden="true" size={18} />}
              onPress={() => save(JSON.stringify(value, null, 2), 'application/json', 'json')}
            >
              {t('privacy.saveData')}
            </Button>
            <Button
              look="primary"
              icon={<FileText aria-hidden="true" size={18} />}
              onPress={() => save(personWords(value, language), 'text/plain', 'txt')}
            >
              {t('privacy.saveReadable')}
            </Button>
          </>
        )
      }
    >
      <Answered answer={report}>{(known) => <Amounts report={known} />}</Answered>
      <p>{t('privacy.takeHint')}</p>
    </Dialog>
  );
}

function Amounts({
  report: { facts, badges, recipients, log },
}: {
  report: PersonReport;
}): ReactNode {
  const { t } = useWords();
  const { number } = useFormats();
  const of = (rows: readonly unknown[]): { count: number; number: string } => ({
    count: rows.length,
    number: number(rows.length),
  });
  return (
    <ul className="bullets figures">
      <li>{t('privacy.factsCount', of(facts))}</li>
      <li>{t('privacy.badgesCount', of(badges))}</li>
      <li>{t('privacy.recipientsCount', of(recipients))}</li>
      <li>{t('privacy.logCount', of(log))}</li>
    </ul>
  );
}
