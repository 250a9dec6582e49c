import { CircleCheckBig, MapPinPlus, TriangleAlert } from 'lucide-react';
import { type CSSProperties, type ReactNode, use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type EventText,
  givenTexts,
  hasText,
  type KioskLanguage,
} from '../../domain/base/language.ts';
import { addedDelegationSchema } from '../../domain/event/added-delegations.ts';
import type {
  AddDelegations,
  DelegationsAdded,
  UnknownDelegation,
} from '../../domain/roster/import-delegations.ts';
import type { RosterDiff } from '../../domain/roster/roster-import.ts';
import { Button } from '../button.tsx';
import { CheckLine } from '../fields/check-line.tsx';
import { TextField } from '../fields/text-field.tsx';
import { useFormats } from '../formats.ts';
import { Note } from '../note.tsx';
import { ScrollArea } from '../scroll-area.tsx';
import { ImportedEventContext } from './field-label.ts';
import './unknown-delegations.css';

interface UnknownDelegationsProps {
  diff: Pick<RosterDiff, 'unknownDelegations' | 'eventKeeper'>;
  /** The result of the last attempt to add delegations. */
  done: (DelegationsAdded & { count: number }) | undefined;
  add: (delegations: AddDelegations) => Promise<void>;
}

/** Delegations that the file names but the event lacks; one click adds them to the event. */
export function UnknownDelegations({ diff, done, add }: UnknownDelegationsProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { unknownDelegations: unknown, eventKeeper } = diff;
  const rows = unknown.reduce((sum, one) => sum + one.rows, 0);
  const count = { count: unknown.length, formatted: number(unknown.length) };
  return (
    <>
      {done !== undefined && <Outcome done={done} />}
      {unknown.length > 0 && (
        <section className="card grid gap-4" aria-label={t('roster.unknown.title', count)}>
          <div>
            <h2 className="text-xl">{t('roster.unknown.title', count)}</h2>
            <p className="text-soft">
              {t('roster.unknown.rows', { count: rows, formatted: number(rows) })}{' '}
              {t(`roster.unknown.hint.${eventKeeper}`)}
            </p>
          </div>
          {eventKeeper === 'here' ? (
            <Proposals key={unknown.map(({ code }) => code).join()} unknown={unknown} add={add} />
          ) : (
            <ScrollArea label={t('roster.unknown.title', count)} className="max-h-60">
              <ul className="grid gap-1">
                {unknown.map((one) => (
                  <li key={one.code}>
                    <Words one={one} />
                  </li>
                ))}
              </ul>
            </ScrollArea>
          )}
        </section>
      )}
    </>
  );
}

function Outcome({ done }: { done: DelegationsAdded & { count: number } }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (done.outcome === 'added') {
    return (
      <div role="status">
        <Note
          tone="go"
          icon={<CircleCheckBig />}
          title={t('roster.unknown.added', {
            count: done.count,
            formatted: number(done.count),
            version: done.version,
          })}
        />
      </div>
    );
  }
  return (
    <div role="alert">
      <Note tone="stop" icon={<TriangleAlert />} title={t('roster.unknown.notAdded')}>
        <p>
          {done.outcome === 'name-taken'
            ? t('roster.unknown.nameTaken', done)
            : t('roster.unknown.tooMany', { max: number(done.max) })}
        </p>
      </Note>
    </div>
  );
}

interface Draft {
  isChosen: boolean;
  code: string;
  name: EventText;
}

/** The delegation as it would be added; null while a part is missing. */
function additionOf(one: UnknownDelegation, { code, name }: Draft): AddDelegations[number] | null {
  const given = { code, name: givenTexts(name), kind: one.kind };
  const made = addedDelegationSchema.safeParse(given).data;
  return made === undefined ? null : { ...made, words: one.words };
}

function Proposals({
  unknown,
  add,
}: {
  unknown: readonly UnknownDelegation[];
  add: UnknownDelegationsProps['add'];
}): ReactNode {
  const { t } = useTranslation();
  const { number, languageName } = useFormats();
  const { languages } = use(ImportedEventContext);
  const label = t('roster.unknown.name');
  const nameIn = (language: KioskLanguage): string =>
    languages.length === 1
      ? label
      : t('eventTexts.inLanguage', { label, language: languageName(language) });
  const columns: CSSProperties & Record<'--names', number> = { '--names': languages.length };
  const [isBusy, setBusy] = useState(false);
  const [drafts, setDrafts] = useState<readonly Draft[]>(() =>
    unknown.map(({ code, name }) => ({ isChosen: true, code, name })),
  );
  const lines = unknown.flatMap((one, index) => {
    const draft = drafts[index];
    if (draft === undefined) return [];
    const change = (to: Partial<Draft>): void =>
      setDrafts(drafts.map((other, at) => (at === index ? { ...other, ...to } : other)));
    return [{ one, draft, change, made: additionOf(one, draft) }];
  });
  const chosen = lines.filter(({ draft }) => draft.isChosen);
  const ready = chosen.flatMap(({ made }) => made ?? []);
  return (
    <>
      <div className="overflow-auto max-h-104">
        <div
          className="unknown-delegation unknown-head grid gap-x-3 small"
          style={columns}
          aria-hidden="true"
        >
          <span>{t('roster.unknown.inFile')}</span>
          <span>{t('roster.unknown.code')}</span>
          {languages.map((language) => (
            <span key={language}>{nameIn(language)}</span>
          ))}
        </div>
        {lines.map(({ one, draft, change, made }) => (
          <fieldset
            key={one.words[0]}
            className="unknown-delegation grid items-center gap-x-3 gap-y-1"
            style={columns}
            aria-label={one.words[0] ?? one.code}
          >
            <CheckLine isSelected={draft.isChosen} onChange={(isChosen) => change({ isChosen })}>
              <Words one={one} />
            </CheckLine>
            {draft.isChosen && (
              <>
                <TextField
                  label={t('roster.unknown.code')}
                  maxLength={16}
                  error={
                    made === null && draft.code.trim() === '' ? t('roster.unknown.missing') : null
                  }
                  value={draft.code}
                  onChange={(code) => change({ code })}
                />
                {languages.map((language, place) => (
                  <TextField
                    key={language}
                    label={nameIn(language)}
                    maxLength={160}
                    error={
                      made === null && place === 0 && !hasText(draft.name)
                        ? t('roster.unknown.missing')
                        : null
                    }
                    value={draft.name[language] ?? ''}
                    onChange={(text) => change({ name: { ...draft.name, [language]: text } })}
                  />
                ))}
              </>
            )}
          </fieldset>
        ))}
      </div>
      <div>
        <Button
          variant="primary"
          icon={<MapPinPlus />}
          isDisabled={isBusy || ready.length === 0 || ready.length < chosen.length}
          onPress={() => {
            setBusy(true);
            void add(ready).finally(() => setBusy(false));
          }}
        >
          {t('roster.unknown.add', { count: chosen.length, formatted: number(chosen.length) })}
        </Button>
      </div>
    </>
  );
}

/** The names that the file uses for a delegation, and its number of rows. */
function Words({ one }: { one: UnknownDelegation }): ReactNode {
  const { t } = useTranslation();
  const { number, list } = useFormats();
  return (
    <span>
      <bdi className="wrap-anywhere">{list(one.words)}</bdi>
      <span className="block small font-normal">
        {t('roster.unknown.rowsOf', { count: one.rows, formatted: number(one.rows) })}
        {one.isMember && ` · ${t('roster.unknown.member')}`}
      </span>
    </span>
  );
}
