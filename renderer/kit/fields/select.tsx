import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Select as AriaSelect,
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from 'react-aria-components';
import './field.css';

export interface Choice<K extends string> {
  id: K;
  words: string;
}

interface SelectProps<K extends string> {
  label: string;
  /** Keeps the label for screen readers only, if a table's heading shows it. */
  labelHidden?: boolean;
  choices: readonly Choice<K>[];
  value: K;
  onChange: (value: K) => void;
  isDisabled?: boolean;
}

/** Chooses one of several: a button that opens a list. */
export function Select<K extends string>({
  label,
  labelHidden = false,
  choices,
  value,
  onChange,
  isDisabled = false,
}: SelectProps<K>): ReactNode {
  return (
    <AriaSelect
      className="field"
      value={value}
      isDisabled={isDisabled}
      onChange={(key) => {
        const chosen = choices.find((choice) => choice.id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className={labelHidden ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <Button className="select-button">
        <SelectValue className="select-value" />
        <ChevronDown aria-hidden="true" size={18} />
      </Button>
      <Popover className="popover">
        <ListBox items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.words} className="option">
              {({ isSelected }) => (
                <>
                  <bdi>{choice.words}</bdi>
                  {isSelected && <Check className="option-check" aria-hidden="true" size={18} />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
