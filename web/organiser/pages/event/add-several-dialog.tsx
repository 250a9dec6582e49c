import { FileSpreadsheet, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { textIn } from '../../../../domain/base/language.ts';
import {
  type AddedDelegation,
  newDelegations,
  type RefusedDelegation,
  withDelegations,
} from '../../../../domain/event/added-delegations.ts';
import { eventDifferences } from '../../../../domain/event/event-changes.ts';
import type { EventFile } from '../../../../domain/event/event-file.ts';
import { maxDelegations } from '../../../../domain/event/event-tables.ts';
import type { DelegationTable } from '../../../../domain/roster/chosen-tables.ts';
import { Button } from '../../../../ui/button.tsx';
import { isUsable, TableDoubts } from '../../../../ui/event/event-tables.tsx';
import { TextArea } from '../../../../ui/fields/text-area.tsx';
import { FormDialog } from '../../../../ui/form-dialog.tsx';
import { useFormats } from '../../../../ui/formats.ts';
import { Note } from '../../../../ui/note.tsx';
import { ScrollArea } from '../../../../ui/scroll-area.tsx';
import { useAction } from '../../client/page-client.ts';
import { ask, type RouteInput } from '../../client/request.ts';
import { base64Of, chosenFile } from '../../parts/choose-file.ts';
import { useWords } from '../../words.ts';
import { DifferenceList } from './difference-list.tsx';
import type { EntryDialogProps } from './entry-form.tsx';

type ListRequest = RouteInput<'readDelegations'>;

/** Adds delegations from pasted lines or a file, after a preview. */
export function AddSeveralDialog({
  file,
  onChange,
  onClose,
}: Pick<EntryDialogProps<never>, 'file' | 'onChange' | 'onClose'>): ReactNode {
  const { t } = useWords();
  const { languageName, list } = useFormats();
  const { languages } = file;
  const [lines, setLines] = useState('');
  const [asked, setAsked] = useState<ListRequest | null>(null);
  const [read, setRead] = useState<DelegationTable | null>(null);
  const reading = useAction(async (request: ListRequest) => {
    const answer = await ask('readDelegations', request);
    setAsked(request);
    setRead(answer);
  });
  const choosing = useAction(async () => {
    const chosen = await chosenFile('.csv,.txt,.tsv,.xlsx');
    if (chosen === null) return;
    setLines('');
    const bytes = await base64Of(chosen);
    await reading.run({ languages, name: chosen.name, file: bytes });
  });
  const given = (read?.rows ?? []).map(({ code, name, kind }) => ({ code, name, kind }));
  const { added, refused } = newDelegations(file, given);
  const isTooMany = file.delegations.length + added.length > maxDelegations;
  const canAdd = isUsable(read) && added.length > 0 && !isTooMany;
  const submit = (): void => {
    if (canAdd) onChange(withDelegations(file, added));
    else if (lines.trim() !== '') void reading.run({ languages, lines });
  };
  return (
    <FormDialog
      title={t('event.several.title')}
      size="wide"
      onClose={onClose}
      onSubmit={submit}
      failure={reading.failure ?? choosing.failure}
      submit={{
        label: canAdd ? t('event.several.add', { count: added.length }) : t('event.several.check'),
        isDisabled: reading.busy || (!canAdd && lines.trim() === ''),
      }}
    >
      <TextArea
        label={t('event.several.lines')}
        hint={t('event.several.linesHint', { languages: list(languages.map(languageName)) })}
        autoFocus
        value={lines}
        onChange={(text) => {
          setLines(text);
          setRead(null);
        }}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button icon={<FileSpreadsheet />} onPress={() => void choosing.run()}>
          {t('event.several.file')}
        </Button>
        {read !== null && read.fileName !== '' && <bdi className="code">{read.fileName}</bdi>}
      </div>
      {read !== null && (
        <>
          <TableDoubts
            file={read}
            readAs={(encoding) => {
              if (asked !== null && 'file' in asked) void reading.run({ ...asked, encoding });
            }}
          />
          <Outcome file={file} added={added} refused={refused} isTooMany={isTooMany} />
        </>
      )}
    </FormDialog>
  );
}

/** The delegations to add, and the refused ones with the reason. */
function Outcome({
  file,
  added,
  refused,
  isTooMany,
}: {
  file: EventFile;
  added: readonly AddedDelegation[];
  refused: readonly RefusedDelegation[];
  isTooMany: boolean;
}): ReactNode {
  const { t, language } = useWords();
  return (
    <>
      {isTooMany && (
        <p className="field-error" role="alert">
          {t('event.several.tooMany', { max: maxDelegations })}
        </p>
      )}
      {refused.length > 0 && (
        <Note
          tone="look"
          icon={<TriangleAlert />}
          title={t('event.several.refused', { count: refused.length })}
        >
          <ScrollArea
            label={t('event.several.refused', { count: refused.length })}
            className="max-h-40"
          >
            <ul className="grid gap-1">
              {refused.map(({ given, known, why }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a list may have the same line twice
                <li key={index}>
                  <bdi>
                    {t(`event.several.why.${why}`, {
                      code: given.code,
                      name: textIn(given.name, language, file),
                      knownCode: known.code,
                      knownName: textIn(known.name, language, file),
                    })}
                  </bdi>
                </li>
              ))}
            </ul>
          </ScrollArea>
        </Note>
      )}
      {added.length > 0 && (
        <div className="grid gap-2">
          <h3>{t('event.several.new')}</h3>
          <ScrollArea label={t('event.several.new')} className="max-h-60">
            <DifferenceList differences={eventDifferences(file, withDelegations(file, added))} />
          </ScrollArea>
        </div>
      )}
    </>
  );
}
