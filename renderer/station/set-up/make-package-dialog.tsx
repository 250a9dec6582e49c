import { CircleCheckBig, PackagePlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxParts } from '../../../domain/base/protocol.ts';
import type { MadePackage } from '../../../preload/contract/station/set-up.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CheckLine } from '../../../ui/fields/check-line.tsx';
import {
  isEasyPhrase,
  MadePassPhrase,
  PassPhraseChoice,
  TextField,
} from '../../../ui/fields/text-field.tsx';
import { DialogForm } from '../../../ui/form-dialog.tsx';
import { Note } from '../../../ui/note.tsx';
import { ask } from '../../base/ask.ts';
import { useAction } from '../../base/page-client.ts';

/** Makes a package that sets up stations without a hub: a sealed file and its passphrase. */
export function MakePackageDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [made, setMade] = useState<MadePackage | null>(null);
  return (
    <Dialog title={t('eventPackage.title')} closesOutside={false} onClose={onClose}>
      {made === null ? (
        <PackageForm onMade={setMade} onCancel={onClose} />
      ) : (
        <>
          <Made made={made} />
          <div className="dialog-buttons">
            {/* The button that made the package has gone, and the focus with it. */}
            <Button variant="primary" autoFocus onPress={onClose}>
              {t('app.close')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

const modes = ['desks', 'kiosks', 'doors'] as const;

function PackageForm({
  onMade,
  onCancel,
}: {
  onMade: (made: MadePackage) => void;
  onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [counts, setCounts] = useState({ desks: '3', kiosks: '0', doors: '0' });
  const [ownPhrase, setOwnPhrase] = useState<string | null>(null);
  const [withSupervisor, setWithSupervisor] = useState(false);
  const [wasSent, setWasSent] = useState(false);
  const numbers = modes.map((mode) => (/^\d{1,2}$/.test(counts[mode]) ? Number(counts[mode]) : -1));
  const [desks = 0, kiosks = 0, doors = 0] = numbers;
  const sum = desks + kiosks + doors;
  const isCount = numbers.every((number) => number >= 0) && sum >= 1 && sum <= maxParts;
  const isEasy = isEasyPhrase(ownPhrase);
  const { run, busy, failure } = useAction(async () => {
    const names = {
      desk: t('eventPackage.names.desk'),
      kiosk: t('eventPackage.names.kiosk'),
      door: t('eventPackage.names.door'),
    };
    const request = { desks, kiosks, doors, names, passphrase: ownPhrase, withSupervisor };
    const made = await ask('makeEventPackage', request);
    if (made !== null) onMade(made);
  });
  const send = (): void => {
    setWasSent(true);
    if (isCount && !isEasy) void run();
  };
  const limit = { count: maxParts };
  return (
    <DialogForm
      onCancel={onCancel}
      onSubmit={send}
      failure={failure}
      submit={{
        label: t(busy ? 'eventPackage.making' : 'eventPackage.make'),
        icon: <PackagePlus />,
        isDisabled: busy,
      }}
    >
      <fieldset className="grid grid-cols-3 gap-3">
        <legend className="field-label p-0 mb-2">{t('eventPackage.counts')}</legend>
        {modes.map((mode, index) => (
          <TextField
            key={mode}
            label={t(`eventPackage.${mode}`)}
            inputMode="numeric"
            maxLength={2}
            autoFocus={index === 0}
            value={counts[mode]}
            onChange={(text) => setCounts((known) => ({ ...known, [mode]: text }))}
            error={wasSent && !isCount ? t('eventPackage.count', limit) : null}
          />
        ))}
      </fieldset>
      <div className="grid gap-1">
        <CheckLine isSelected={withSupervisor} onChange={setWithSupervisor}>
          {t('eventPackage.supervisor')}
        </CheckLine>
        <p className="field-hint">
          {t(withSupervisor ? 'stationSettings.withSupervisorHint' : 'eventPackage.supervisorHint')}
        </p>
        <PassPhraseChoice own={ownPhrase} onChange={setOwnPhrase} wasSent={wasSent} />
      </div>
    </DialogForm>
  );
}

/** What the file contains, and its passphrase, which is shown only here. */
function Made({ made }: { made: MadePackage }): ReactNode {
  const { t } = useTranslation();
  const { fileName, stations, passphrase } = made;
  return (
    <>
      <Note
        tone="go"
        icon={<CircleCheckBig />}
        title={t('eventPackage.made', { count: stations.length })}
      >
        <p>
          <bdi className="code wrap-anywhere">{fileName}</bdi>
        </p>
        <p>
          <bdi>{stations.map(({ name }) => name).join(' · ')}</bdi>
        </p>
      </Note>
      <MadePassPhrase passphrase={passphrase} />
      <p>{t('eventPackage.next')}</p>
      <p className="field-hint">{t('eventPackage.personal')}</p>
    </>
  );
}
