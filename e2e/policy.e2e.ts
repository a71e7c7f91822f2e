import { App } from './support/app.ts';
import { expect, test } from './support/test.ts';

const text = `
{ apiVersion: v1, kind: Pod, metadata: { name: client, labels: { app: client } }, spec: { nodeName: node-1, containers: [{ name: main, image: busybox, command: [sleep, infinity] }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web, labels: { app: web } }, spec: { nodeName: node-2, containers: [{ name: main, image: nginx }] } }
---
{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { selector: { app: web }, ports: [{ port: 80 }] } }
---
{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: web-from-api }, spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }] }] } }
`;

test('a policy drops a packet where its plugin enforces it, and says why', async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.write(text);
  await page.getByRole('combobox', { name: 'CNI' }).selectOption('calico');
  await app.target.fill('http://web');
  await app.sendAndSkip();
  await expect(app.caption).toContainText('Denied by a policy');
  await expect(page.getByText('it asks for app=api').first()).toBeVisible();
  await expect(app.causes.filter({ hasText: 'web-from-api' }).first()).toBeVisible();
});
