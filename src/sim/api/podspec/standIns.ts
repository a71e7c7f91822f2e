/** Where fields of containers that were not written are looked for instead. */
export const podStandIns = { image: 'name', protocol: 'containerPort', hostPort: 'containerPort' };
