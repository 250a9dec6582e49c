import { Radar, Search, SearchX } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PrinterModel } from '../../../domain/printer-models.ts';
import type { FoundPrinter } from '../../../preload/contract/find-printers.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyLine } from '../../ui/empty-line.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Progress } from '../../ui/progress.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { FoundList } from './found-list.tsx';
import { useFindPrinters } from './use-find-printers.ts';

/** Looks for printers, on request only; one that is chosen fills in the fields of the following steps. */
export function FindPrinters({
  models,
  onChoose,
}: {
  models: readonly PrinterModel[];
  onChoose: (found: FoundPrinter) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { action, cancel, found, progress, result } = useFindPrinters();
  const { busy, failure, run } = action;
  return (
    <section className="find" aria-label={t('printers.find.title')}>
      <div className="find-head">
        <div>
          <h3>{t('printers.find.title')}</h3>
          <p className="field-hint">{t('printers.find.hint')}</p>
        </div>
        {busy ? (
          <Button onPress={cancel}>{t('printers.find.stop')}</Button>
        ) : (
          <Button
            look="primary"
            autoFocus
            icon={<Search aria-hidden="true" size={18} />}
            onPress={() => void run(null)}
          >
            {t('printers.find.start')}
          </Button>
        )}
      </div>
      <div role="status" className="find-status">
        {busy && (progress === null || progress.addresses === 0) && (
          <p className="find-looking">
            <Radar aria-hidden="true" size={18} className="spins" />
            {t('printers.find.looking')}
          </p>
        )}
        {progress !== null && progress.addresses > 0 && (
          <Progress
            label={t('printers.find.probing')}
            fraction={progress.tried / progress.addresses}
            valueWords={t('printers.find.tried', {
              tried: progress.tried,
              addresses: progress.addresses,
            })}
          />
        )}
        {!busy && result !== null && found.length === 0 && (
          <EmptyLine icon={<SearchX aria-hidden="true" size={20} />}>
            {t(result.cancelled ? 'printers.find.cancelled' : 'printers.find.nothing')}
          </EmptyLine>
        )}
        {result?.failed.map(({ kind, detail }) => (
          <p key={kind} className="find-failed">
            {t(`printers.find.failed.${kind}`)} <bdi className="code">{detail}</bdi>
          </p>
        ))}
      </div>
      <FailureNote failure={failure} />
      <FoundList found={found} models={models} onChoose={onChoose} />
      <SubnetForm isBusy={busy} onSearch={(subnet) => void run(subnet)} />
    </section>
  );
}

/** A range of addresses is knocked at only if somebody types it. */
function SubnetForm({
  isBusy,
  onSearch,
}: {
  isBusy: boolean;
  onSearch: (subnet: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const [subnet, setSubnet] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if (subnet.trim() !== '' && !isBusy) onSearch(subnet.trim());
  };
  return (
    <Form className="find-subnet" onSubmit={send}>
      <TextField
        label={t('printers.find.subnet')}
        hint={t('printers.find.subnetHint')}
        maxLength={60}
        value={subnet}
        onChange={setSubnet}
        error={wasSent && subnet.trim() === '' ? t('printers.find.subnetMissing') : null}
      />
      <Button type="submit" isDisabled={isBusy}>
        {t('printers.find.probe')}
      </Button>
    </Form>
  );
}
