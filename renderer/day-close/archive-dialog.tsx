import { Archive, CalendarClock, CircleCheckBig } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveView, MadeArchive } from '../../preload/contract/day-close.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { isEasyPhrase, MadePassPhrase, PassPhraseChoice } from '../../ui/fields/text-field.tsx';
import { DialogForm } from '../../ui/form-dialog.tsx';
import { useFormats } from '../../ui/formats.ts';
import { useNavigation } from '../../ui/navigation.tsx';
import { Note } from '../../ui/note.tsx';
import { ask } from '../base/ask.ts';
import { useAction, useAnswer } from '../base/page-client.ts';
import { useMay } from '../base/station.tsx';
import { useMoment } from '../base/use-moment.ts';

/** Opens the dialog; hidden from operators who may not export files. */
export function ArchiveButton(): ReactNode {
  const { t } = useTranslation();
  const { open, close } = useNavigation();
  if (!useMay('export')) return null;
  return (
    <Button icon={<Archive />} onPress={() => open(<ArchiveDialog onClose={close} />)}>
      {t('archive.open')}
    </Button>
  );
}

/** Exports the event as one sealed file without personal data. */
function ArchiveDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [made, setMade] = useState<MadeArchive | null>(null);
  return (
    <Dialog title={t('archive.title')} closesOutside={false} onClose={onClose}>
      {made === null ? (
        <ArchiveForm onMade={setMade} onCancel={onClose} />
      ) : (
        <>
          <Made made={made} />
          <div className="dialog-buttons">
            {/* The button that made the archive has gone, and the focus with it. */}
            <Button variant="primary" autoFocus onPress={onClose}>
              {t('app.close')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function ArchiveForm({
  onMade,
  onCancel,
}: {
  onMade: (made: MadeArchive) => void;
  onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { value: view, failure: unread } = useAnswer('getArchiveView', []);
  const [ownPhrase, setOwnPhrase] = useState<string | null>(null);
  const [wasSent, setWasSent] = useState(false);
  const { run, busy, failure } = useAction(async () => {
    const made = await ask('makeArchive', { passphrase: ownPhrase });
    if (made !== null) onMade(made);
  });
  const send = (): void => {
    setWasSent(true);
    if (!isEasyPhrase(ownPhrase)) void run();
  };
  return (
    <DialogForm
      onCancel={onCancel}
      onSubmit={send}
      failure={failure ?? unread}
      submit={{
        label: t(busy ? 'eventPackage.making' : 'archive.make'),
        icon: <Archive />,
        isDisabled: busy || view === null,
      }}
      focusCancel
    >
      <p>{t('archive.holds')}</p>
      {view !== null && <View view={view} />}
      <div className="grid gap-1">
        <PassPhraseChoice own={ownPhrase} onChange={setOwnPhrase} wasSent={wasSent} />
      </div>
    </DialogForm>
  );
}

/** What the archive would contain now, what is missing, and where the personal data is. */
function View({ view }: { view: ArchiveView }): ReactNode {
  const { t } = useTranslation();
  const { list, shortDay, day } = useFormats();
  const moment = useMoment();
  const { days, reports, templates, purgedAt, purgeOn } = view;
  const open = days.filter(({ isClosed }) => !isClosed);
  return (
    <>
      <p className="figures">
        {[
          t('archive.days', { count: days.length }),
          t('archive.reports', { count: reports }),
          t('archive.templates', { count: templates }),
        ].join(' · ')}
      </p>
      {open.length > 0 && (
        <Note
          tone="look"
          icon={<CalendarClock />}
          title={t('archive.openDays', {
            count: open.length,
            days: list(open.map((one) => shortDay(one.day))),
          })}
        >
          <p>{t('archive.openDaysRemedy')}</p>
        </Note>
      )}
      <p className="small">
        {purgedAt !== null
          ? t('archive.purged', { time: moment(purgedAt) })
          : purgeOn !== null
            ? t('archive.purgeOn', { day: day(purgeOn) })
            : t('archive.purgeByHand')}
      </p>
    </>
  );
}

/** The file and its passphrase, which is shown only here. */
function Made({ made }: { made: MadeArchive }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { fileName, facts, reports, passphrase } = made;
  return (
    <>
      <Note tone="go" icon={<CircleCheckBig />} title={t('archive.made')}>
        <p>
          <bdi className="code wrap-anywhere">{fileName}</bdi>
        </p>
        <p className="figures">
          {[
            t('archive.facts', { count: facts, number: number(facts) }),
            t('archive.reports', { count: reports }),
          ].join(' · ')}
        </p>
      </Note>
      <MadePassPhrase passphrase={passphrase} />
      <p>{t('archive.next')}</p>
    </>
  );
}
