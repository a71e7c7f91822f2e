import { Plugin } from '../parts/Plugin.tsx';
import type { View } from './types.ts';

const view: View = {
  name: 'cni',
  order: 90,
  title: () => 'CNI',
  applies: ({ id }) => id.startsWith('node:'),
  Panel: Plugin,
};
export default view;
