import { Monitor, Network, Usb, Wifi } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PrinterModel } from '../../../domain/printer-models.ts';
import type { FoundPrinter } from '../../../preload/contract/find-printers.ts';
import { Chip } from '../../ui/chip.tsx';
import { guessModel } from './printer-draft.ts';
import { useModelName, whereOf } from './use-printer-words.ts';

const icons = { announced: Wifi, usb: Usb, system: Monitor, subnet: Network };

/** Every printer that was found: pressing one takes it. */
export function FoundList({
  found,
  models,
  onChoose,
}: {
  found: readonly FoundPrinter[];
  models: readonly PrinterModel[];
  onChoose: (found: FoundPrinter) => void;
}): ReactNode {
  const { t } = useTranslation();
  if (found.length === 0) return null;
  return (
    <ul className="found-list" aria-label={t('printers.find.found')}>
      {found.map((one) => (
        <FoundRow
          key={whereOf(one.connection)}
          found={one}
          model={guessModel(one.model, models)}
          onChoose={() => onChoose(one)}
        />
      ))}
    </ul>
  );
}

function FoundRow({
  found,
  model,
  onChoose,
}: {
  found: FoundPrinter;
  model: PrinterModel | null;
  onChoose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const modelName = useModelName();
  const Icon = icons[found.kind];
  const said = found.model === '' ? t('printers.find.modelUnknown') : found.model;
  return (
    <li>
      <AriaButton className="found-row" isDisabled={found.alreadyAdded} onPress={onChoose}>
        <Icon aria-hidden="true" size={20} />
        <span className="found-words">
          <bdi className="found-name">{found.name}</bdi>
          <span className="found-where">
            <span>{t(`printers.find.kinds.${found.kind}`)}</span>
            <bdi className="code">{whereOf(found.connection)}</bdi>
          </span>
        </span>
        {found.alreadyAdded ? (
          <Chip tone="quiet">{t('printers.find.added')}</Chip>
        ) : (
          <Chip tone={model === null ? 'quiet' : 'accent'}>
            <bdi className="found-model">{model === null ? said : modelName(model)}</bdi>
          </Chip>
        )}
      </AriaButton>
    </li>
  );
}
