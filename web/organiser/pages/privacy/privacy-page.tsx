import { FileDown, FileImage, FileText, Search, SearchX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { OrganiserPrivacy } from '../../../../domain/organiser/privacy.ts';
import type { RosterSearch } from '../../../../domain/organiser/roster.ts';
import type { PersonReport } from '../../../../domain/privacy/person-report.ts';
import { personWords } from '../../../../domain/privacy/person-words.ts';
import { Button } from '../../../../ui/button.tsx';
import { Chip, type Tone } from '../../../../ui/chip.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { FailureNote } from '../../../../ui/failure-note.tsx';
import { TextField } from '../../../../ui/fields/text-field.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { RetentionFacts } from '../../../../ui/privacy/retention-facts.tsx';
import { useNotify } from '../../../../ui/toast.tsx';
import { useAction, useAnswer } from '../../client/page-client.ts';
import { ask } from '../../client/request.ts';
import { useMay } from '../../client/session-store.ts';
import { Answered } from '../../parts/answered.tsx';
import { Page, Section } from '../../parts/page.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useWords } from '../../words.ts';
import { FoundWords } from '../people/found-list.tsx';
import { PurgeCard } from './purge-card.tsx';
import { PurgeSection } from './purge-section.tsx';
import '../people/people.css';
import { Form } from '../../../../ui/form.tsx';
import './privacy.css';

/** For data protection: retention, purges by two people with certificates, access requests. */
export function PrivacyPage(): ReactNode {
  const { t } = useWords();
  const maySeePurges = useMay('see-purges');
  const mayExportPerson = useMay('export-person');
  return (
    <Page title={t('privacy.title')}>
      {maySeePurges && <Purges />}
      {mayExportPerson && (
        <Section title={t('privacy.person')}>
          <PersonRequest />
        </Section>
      )}
    </Page>
  );
}

function Purges(): ReactNode {
  const { t } = useWords();
  const privacy = useAnswer('privacy', [{}], { renewOn: ['stations', 'days'] });
  return (
    <Answered answer={privacy}>
      {(value) => (
        <>
          <RetentionSection privacy={value} />
          <PurgeSection phase={value.state.phase} onOrdered={privacy.renew} />
          <Section title={t('privacy.purges')}>
            {value.purges.length === 0 ? (
              <p className="text-soft">{t('privacy.noPurges')}</p>
            ) : (
              value.purges.map(({ id, cause }) => <PurgeCard key={id} id={id} cause={cause} />)
            )}
          </Section>
        </>
      )}
    </Answered>
  );
}

const tones = {
  before: 'quiet',
  during: 'accent',
  kept: 'quiet',
  warning: 'look',
  due: 'stop',
} as const satisfies Record<OrganiserPrivacy['state']['phase'], Tone>;

/** The retention rule, and when personal data is deleted automatically. */
function RetentionSection({
  privacy: { rule, setBy, setAt, state, purges },
}: {
  privacy: OrganiserPrivacy;
}): ReactNode {
  const { t } = useWords();
  const { phase } = state;
  return (
    <Section
      title={t('privacy.retention')}
      aside={<Chip tone={tones[phase]}>{t(`privacy.phase.${phase}`)}</Chip>}
    >
      <RetentionFacts
        rule={rule}
        state={state}
        isPurged={purges.length > 0}
        chosenBy={setBy === null || setAt === null ? null : { name: setBy, at: setAt }}
      />
      <p className="small">{t('privacy.where')}</p>
    </Section>
  );
}

/** Min letters of a search, and max people shown: an access request is about one person. */
const minLetters = 2;
const maxRows = 10;

type Row = RosterSearch['rows'][number];

/** Finds the person of an access request; only the button searches, since searches are recorded. */
function PersonRequest(): ReactNode {
  const { t, language } = useWords();
  const [text, setText] = useState('');
  const [found, setFound] = useState<RosterSearch | null>(null);
  const [chosen, setChosen] = useState<Row | null>(null);
  const query = text.trim();
  const search = useAction(async () => {
    setFound(await ask('findPerson', { query, language, limit: maxRows }));
  });
  return (
    <>
      <p className="text-soft">{t('privacy.personLead')}</p>
      <Form
        className="narrow-stack max-w-160 grid grid-cols-text-end gap-3 items-end"
        onSubmit={(event) => {
          event.preventDefault();
          if (query.length >= minLetters) void search.run();
        }}
      >
        <TextField
          label={t('privacy.personLabel')}
          type="search"
          value={text}
          onChange={setText}
          maxLength={100}
        />
        <Button
          type="submit"
          icon={<Search />}
          isDisabled={search.busy || query.length < minLetters}
        >
          {t('search.title')}
        </Button>
      </Form>
      <FailureNote failure={search.failure} />
      {found !== null && <Found found={found} onChoose={setChosen} />}
      {chosen !== null && <PersonDialog person={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function Found({
  found: { rows, more },
  onChoose,
}: {
  found: RosterSearch;
  onChoose: (row: Row) => void;
}): ReactNode {
  const { t } = useWords();
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<SearchX size={24} />}
        title={t('privacy.personNobody')}
        hint={t('privacy.personNobodyHint')}
      />
    );
  }
  return (
    <div>
      <p className="small" role="status">
        {more
          ? t('search.more', { count: rows.length })
          : t('search.found', { count: rows.length })}
      </p>
      <ul className="found grid -mx-3">
        {rows.map((row) => (
          <li
            key={row.id}
            className="found-person not-first:border-t found-request flex items-center gap-3 justify-between p-3 rounded-md"
          >
            <FoundWords row={row} />
            <Button
              size="small"
              icon={<FileDown />}
              aria-label={t('privacy.takeNamed', { name: row.printedName })}
              onPress={() => onChoose(row)}
            >
              {t('privacy.take')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** All that the hub holds about one person, as amounts and as files to hand to that person. */
function PersonDialog({
  person: { id, printedName, registrationCode },
  onClose,
}: {
  person: RosterSearch['rows'][number];
  onClose: () => void;
}): ReactNode {
  const { t, language } = useWords();
  const notify = useNotify();
  // Requested once, as each answer is audited. All files are made from the one answer.
  const answer = useAnswer('personReport', [{}, id], { once: true });
  const { value } = answer;
  const file = t('privacy.file', { code: registrationCode.replace(/[^\w.-]/g, '_') });
  // The photo is saved under the same name as the other files.
  const report =
    value === null
      ? null
      : { ...value.report, photo: value.picture === null ? null : `${file}.jpg` };
  const picture = value?.picture ?? null;
  const save = (content: string | Uint8Array<ArrayBuffer>, type: string, ending: string): void => {
    const name = `${file}.${ending}`;
    saveFile(new Blob([content], { type }), name);
    notify(t('privacy.savedNow', { name }));
  };
  return (
    <Dialog
      title={t('privacy.takeTitle', { name: printedName })}
      onClose={onClose}
      actions={
        report !== null && (
          <>
            {picture !== null && (
              <Button
                icon={<FileImage />}
                onPress={() => save(bytesOf(picture), 'image/jpeg', 'jpg')}
              >
                {t('privacy.savePhoto')}
              </Button>
            )}
            <Button
              icon={<FileDown />}
              onPress={() => save(JSON.stringify(report, null, 2), 'application/json', 'json')}
            >
              {t('privacy.saveData')}
            </Button>
            <Button
              variant="primary"
              icon={<FileText />}
              onPress={() => save(personWords(report, language), 'text/plain', 'txt')}
            >
              {t('privacy.saveReadable')}
            </Button>
          </>
        )
      }
    >
      <Answered answer={answer}>{(known) => <Amounts report={known.report} />}</Answered>
      <p>{t('privacy.takeHint')}</p>
    </Dialog>
  );
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
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
