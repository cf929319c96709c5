// The main job through every official client: build a balancer, send requests across, take it down again.

import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { test } from 'node:test';

import { clients } from './support/clients.mjs';
import { key, startService } from './support/service.mjs';
import { eventually, fetchOnce, freePort, isRefused, startBackend } from './support/traffic.mjs';

const region = 'cn-chengdu-telecom';
const backendsCount = 2;
const requestsPerListener = 10;
// Characters that clients encode differently.
const description = '边缘 (edge) *~ a+b=c&d/e';

// A network of its own for every test: its addresses are served out of 127.64.0.0/10, which all processes share.
function drawNetwork() {
  const prefix = `10.${randomInt(64, 255)}`;
  return { cidr: `${prefix}.0.0/16`, vswitchCidr: `${prefix}.${randomInt(0, 256)}.0/24` };
}

// The verbs of the story, spoken through one client.
class Site {
  constructor(cloud) {
    this.call = (action, parameters) => cloud.call(action, parameters);
  }

  async createNetwork() {
    const { cidr, vswitchCidr } = drawNetwork();
    const { NetworkId } = await this.call('CreateNetwork',
      { EnsRegionId: region, CidrBlock: cidr, NetworkName: 'clients', Description: description });
    this.networkId = NetworkId;
    const { VSwitchId } = await this.call('CreateVSwitch',
      { EnsRegionId: region, NetworkId, CidrBlock: vswitchCidr, VSwitchName: 'clients' });
    this.vswitchId = VSwitchId;
  }

  async createBalancer(token, name = 'front') {
    const answer = await this.call('CreateLoadBalancer', {
      EnsRegionId: region, LoadBalancerSpec: 'elb.s1.small', LoadBalancerName: name, PayType: 'PostPaid',
      NetworkId: this.networkId, VSwitchId: this.vswitchId, ClientToken: token,
    });
    this.balancerId = answer.LoadBalancerId;
    return answer;
  }

  async runInstances(amount) {
    const { InstanceIds } = await this.call('RunInstances', {
      EnsRegionId: region, ScheduleAreaLevel: 'Region', InstanceType: 'ens.sn1.small', InstanceChargeType: 'PostPaid',
      VSwitchId: this.vswitchId, Amount: amount,
    });
    this.instanceIds = InstanceIds;
  }

  async privateAddress(instanceId) {
    const { Instances } = await this.call('DescribeInstances', { InstanceId: instanceId });
    return Instances.Instance[0].NetworkAttributes.PrivateIpAddress.IpAddress[0];
  }

  async balancerAddress() {
    return (await this.call('DescribeLoadBalancerAttribute', { LoadBalancerId: this.balancerId })).Address;
  }

  async mapping(privateAddress) {
    const { AddressMappings } = await this.call('DescribeAddressMappings',
      { NetworkId: this.networkId, PrivateIpAddress: privateAddress });
    assert.equal(AddressMappings.length, 1, `${privateAddress} is served once`);
    return AddressMappings[0];
  }

  async nodeState(port) {
    const { ListenerStates } = await this.call('DescribeListenerStates',
      { LoadBalancerId: this.balancerId, ListenerPort: port });
    return ListenerStates[0].Nodes[0]?.State;
  }

  async start(port) {
    await this.call('StartLoadBalancerListener', { LoadBalancerId: this.balancerId, ListenerPort: port });
    await eventually(`listener ${port} listens`, async () => (await this.nodeState(port)) === 'Listening');
  }

  async stop(port) {
    await this.call('StopLoadBalancerListener', { LoadBalancerId: this.balancerId, ListenerPort: port });
  }

  async servedPort(port) {
    const { Ports } = await this.mapping(await this.balancerAddress());
    return Ports.find((entry) => entry.Port === port).ServedPort;
  }
}

// Every request is answered by a backend, and every backend answers some.
async function sendAcross(address, port, backends) {
  for (const backend of backends) backend.requests = 0;
  const names = new Set(backends.map((backend) => backend.name));
  for (let i = 0; i < requestsPerListener; i += 1) {
    assert.ok(names.has(await fetchOnce(address, port, `/request/${i}`)));
  }
  const counts = backends.map((backend) => backend.requests);
  assert.equal(counts.reduce((sum, count) => sum + count), requestsPerListener);
  assert.ok(counts.every((count) => count > 0), `requests per backend: ${counts}`);
}

for (const client of clients) {
  test(`${client.name} builds a balancer that forwards, and takes it down`, { timeout: 120_000 }, async (t) => {
    const service = await startService(t);
    const site = new Site(client.open(service, key));

    await site.createNetwork();
    const network = await site.call('DescribeNetworkAttribute', { NetworkId: site.networkId });
    assert.equal(network.Description, description);

    const token = randomUUID();
    const created = await site.createBalancer(token);
    const again = await site.createBalancer(token);
    assert.equal(again.LoadBalancerId, created.LoadBalancerId);
    assert.equal((await site.call('DescribeLoadBalancers', {})).TotalCount, 1);

    await site.runInstances(backendsCount);
    const backends = [];
    for (const instanceId of site.instanceIds) {
      const { ServedAddress } = await site.mapping(await site.privateAddress(instanceId));
      backends.push(await startBackend(t, ServedAddress, instanceId));
    }
    const servers = backends.map(({ name, port }) => ({ ServerId: name, Port: port, Weight: 100 }));
    const added = await site.call('AddBackendServers',
      { LoadBalancerId: site.balancerId, BackendServers: JSON.stringify(servers) });
    assert.deepEqual(added.BackendServers.BackendServer.map((server) => server.ServerId).sort(),
      [...site.instanceIds].sort());

    const { ServedAddress } = await site.mapping(await site.balancerAddress());
    const httpPort = 80; // without privileges it is served on a high port
    const tcpPort = await freePort(ServedAddress);
    await site.call('CreateLoadBalancerHTTPListener',
      { LoadBalancerId: site.balancerId, ListenerPort: httpPort, HealthCheck: 'on', HealthCheckURI: '/healthz' });
    await site.call('CreateLoadBalancerTCPListener', { LoadBalancerId: site.balancerId, ListenerPort: tcpPort });
    const servedPorts = [];
    for (const port of [httpPort, tcpPort]) {
      await site.start(port);
      servedPorts.push(await site.servedPort(port));
      await sendAcross(ServedAddress, servedPorts.at(-1), backends);
    }

    for (const [i, port] of [httpPort, tcpPort].entries()) {
      await site.stop(port);
      await eventually(`listener ${port} is closed`, () => isRefused(ServedAddress, servedPorts[i]));
      await site.call('DeleteLoadBalancerListener', { LoadBalancerId: site.balancerId, ListenerPort: port });
    }
    await site.call('RemoveBackendServers', {
      LoadBalancerId: site.balancerId, BackendServers: JSON.stringify(servers.map(({ ServerId }) => ({ ServerId }))),
    });
    await site.call('DeleteLoadBalancer', { LoadBalancerId: site.balancerId });
    for (const instanceId of site.instanceIds) await site.call('ReleasePostPaidInstance', { InstanceId: instanceId });
    assert.equal((await site.call('DescribeAddressMappings', {})).TotalCount, 0);
    await site.call('DeleteVSwitch', { VSwitchId: site.vswitchId });
    await site.call('DeleteNetwork', { NetworkId: site.networkId });
    assert.equal((await site.call('DescribeNetworks', {})).TotalCount, 0);
  });
}
