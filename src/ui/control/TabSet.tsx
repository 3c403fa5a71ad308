import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import styles from './TabSet.module.css';

export interface TabSetProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly { readonly id: T; readonly label: ReactNode; readonly content: ReactNode }[];
  readonly chosen: T;
  readonly onChange: (id: T) => void;
}

/** Several views of one thing, one at a time. */
export function TabSet<T extends string>({ label, tabs, chosen, onChange }: TabSetProps<T>) {
  return (
    <Tabs className={styles.tabs!} selectedKey={chosen} onSelectionChange={(key) => onChange(key as T)}>
      <TabList className={styles.list!} aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={styles.tab!}>
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={styles.panel!}>
          {tab.content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
