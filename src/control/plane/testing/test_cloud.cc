#include "control/plane/testing/test_cloud.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <future>

#include <unistd.h>

#include "contract/api/catalogue.h"
#include "control/commerce/customer/open_customer.h"
#include "control/identity/identity_store.h"
#include "control/identity/sealer.h"
#include "control/schema/schema.h"
#include "platform/storage/sqlite_database.h"
#include "platform/storage/testing/blocking.h"

namespace sluice::control {
namespace {

constexpr std::string_view host = "127.0.0.1:8680";

// Of real time. The clock of a test stands still, and so whoever waits for it would wait for ever.
constexpr std::chrono::minutes wait_max{3};

[[noreturn]] void give_up(const std::string& reason) {
  std::fprintf(stderr, "test cloud: %s\n", reason.c_str());
  std::abort();
}

signature::Request view_of(const signature::SignedRequest& made) {
  signature::Request request{.method = made.method, .target = made.target, .body = made.body};
  for (const auto& [name, value] : made.headers) request.headers.emplace_back(name, value);
  return request;
}

}  // namespace

Parameters without(Parameters parameters, std::string_view name) {
  std::erase_if(parameters, [&](const auto& pair) { return pair.first == name; });
  return parameters;
}

Parameters with(Parameters parameters, std::string_view name, std::string value) {
  parameters = without(std::move(parameters), name);
  parameters.emplace_back(name, std::move(value));
  return parameters;
}

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "sluice-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) give_up("cannot make a temporary directory");
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

TestCloud::TestCloud(Options options, base::WallTime now, std::unique_ptr<base::Random> random)
    : options_(std::move(options)), clock_(now), random_(std::move(random)) {
  const std::string copied = std::exchange(options_.data_dir, directory_.emplace().path());
  if (!copied.empty()) std::filesystem::copy(copied, options_.data_dir);
  options_.development = true;
  options_.first_key = {std::string(key_id), base::Secret(std::string(key_secret))};
  if (auto opened = reopen(); !opened) give_up(opened.error());
}

TestCloud::TestCloud(Beside beside, std::unique_ptr<base::Random> random)
    : options_(beside.first.options_),
      nonce_prefix_("beside-" + beside.first.nonce_prefix_),
      clock_(beside.first.clock_.wall()),
      random_(std::move(random)) {
  if (beside.open_database != nullptr) options_.open_database = std::move(beside.open_database);
  if (auto opened = reopen(); !opened) give_up(opened.error());
}

TestCloud::~TestCloud() {
  close();
}

base::Result<void, std::string> TestCloud::reopen() {
  if (!loop_) loop_.emplace(clock_);
  auto plane = ControlPlane::open(options_, clock_, *random_);
  if (!plane) return base::Unexpected{std::move(plane).error()};
  plane_ = std::move(*plane);
  gateway_ = plane_->make_gateway(*loop_);
  plane_->connect_node([this](std::vector<std::string> messages) {
    loop_->post([this, messages = std::move(messages)] {
      messages_.insert(messages_.end(), messages.begin(), messages.end());
    });
  });
  return {};
}

void TestCloud::catch_up() {
  std::promise<void> done;
  plane_->catch_up_identity([&] { done.set_value(); });
  done.get_future().wait();
}

void TestCloud::restart() {
  close();
  if (auto opened = reopen(); !opened) give_up(opened.error());
}

void TestCloud::close() {
  settle();
  gateway_.reset();
  plane_.reset();
}

void TestCloud::kill() {
  gateway_.reset();
  plane_.reset();
  loop_.reset();
  awaited_ = 0;
}

void TestCloud::turn_until(const std::function<bool()>& done) {
  const auto deadline = std::chrono::steady_clock::now() + wait_max;
  while (!done()) {
    if (std::chrono::steady_clock::now() > deadline) give_up("what it waits for does not come");
    loop_->turn(std::chrono::milliseconds(1));
  }
}

void TestCloud::settle() {
  turn_until([&] { return awaited_ == 0; });
}

void TestCloud::await(const Reply& started) {
  turn_until([&] { return started.answered(); });
}

std::shared_ptr<Reply> TestCloud::dispatch(const signature::Request& request, gateway::Origin origin) {
  // Requests arrive in a turn of the loop, whose time is the clock's.
  if (loop_->now() != clock_.monotonic()) turn();
  auto reply = std::make_shared<Reply>();
  ++awaited_;
  gateway_->handle(request, origin, [this, reply](gateway::Answered answered) {
    --awaited_;
    reply->http_status = answered.content.http_status;
    reply->content_type = answered.content.content_type;
    reply->body = std::move(answered.content.body);
    if (auto value = json::parse(reply->body)) reply->value = std::move(*value);
  });
  return reply;
}

Reply TestCloud::send(const signature::Request& request, gateway::Origin origin) {
  const auto reply = dispatch(request, origin);
  settle();
  return *reply;
}

Reply TestCloud::send(const signature::SignedRequest& request) {
  return send(view_of(request));
}

signature::SignedRequest TestCloud::sign(std::string_view action, Parameters parameters) {
  return sign(Key{std::string(key_id), std::string(key_secret)}, action, std::move(parameters));
}

signature::SignedRequest TestCloud::sign(const Key& key, std::string_view action, Parameters parameters) {
  const api::Action* const declaration = api::find_action(action);
  return signature::sign_acs3({.action = std::string(action),
                               .version = std::string(declaration ? declaration->version : api::ens_version),
                               .parameters = std::move(parameters),
                               .access_key_id = key.id,
                               .secret = base::Secret(key.secret),
                               .security_token = key.security_token,
                               .time = clock_.wall(),
                               .nonce = nonce_prefix_ + std::to_string(++nonces_),
                               .host = std::string(host)},
                              signature::Placement::PostQuery);
}

std::shared_ptr<Reply> TestCloud::start(std::string_view action, Parameters parameters) {
  const signature::SignedRequest request = sign(action, std::move(parameters));
  return dispatch(view_of(request));
}

std::shared_ptr<Reply> TestCloud::start_as(const Key& key, std::string_view action, Parameters parameters) {
  const signature::SignedRequest request = sign(key, action, std::move(parameters));
  return dispatch(view_of(request));
}

Reply TestCloud::call(std::string_view action, Parameters parameters) {
  const auto reply = start(action, std::move(parameters));
  settle();
  return *reply;
}

Reply TestCloud::call_as(const Key& key, std::string_view action, Parameters parameters,
                         gateway::Origin origin) {
  const signature::SignedRequest request = sign(key, action, std::move(parameters));
  return send(view_of(request), origin);
}

Key TestCloud::make_user(std::string_view name) {
  const Reply user = call("CreateUser", {{"UserName", std::string(name)}});
  if (!user.ok()) give_up(user.body);
  return make_key({{"UserName", std::string(name)}});
}

Key TestCloud::make_key(Parameters owner) {
  const Reply reply = call("CreateAccessKey", std::move(owner));
  if (!reply.ok()) give_up(reply.body);
  const json::Value& key = reply.value["AccessKey"];
  return {key["AccessKeyId"].get<std::string>(), key["AccessKeySecret"].get<std::string>()};
}

void TestCloud::in_database(const std::function<void(storage::Transaction&)>& work) {
  auto database = storage::open_sqlite(
      {.path = options_.data_dir + "/sluice.db", .migrations = schema::migrations(), .vfs = options_.vfs});
  if (!database) give_up(database.error());
  using Nothing = base::Result<bool, std::string>;
  const auto done = storage::write_now(**database, [&](storage::Transaction& tx) -> Nothing {
    work(tx);
    return true;
  });
  if (!done) give_up(done.error().message);
}

void TestCloud::add_account(const OtherKey& key) {
  const auto sealer = identity::Sealer::from_file(options_.data_dir + "/secrets.key", *random_);
  if (!sealer) give_up(sealer.error());
  const std::string sealed = sealer->seal(base::Secret(key.secret), key.id, *random_);
  in_database([&](storage::Transaction& tx) {
    const int64_t row = schema::newest_key(tx) + 1;
    const identity::StoredAccount account{
        .key = row, .account_id = model::mint_account_id(*random_), .is_operator = false};
    identity::insert_account(tx, account, key.id, clock_.wall());
    commerce::open_customer(tx, account.key, account.account_id.get(), clock_.wall());
    identity::insert_access_key(tx, row + 1,
                                {.access_key_id = model::AccessKeyId(key.id),
                                 .account = account,
                                 .sealed_secret = sealed,
                                 .active = key.active,
                                 .drawn = false},
                                clock_.wall());
  });
}

std::string TestCloud::make_network(std::string_view cidr) {
  const Reply reply =
      call("CreateNetwork", {{"EnsRegionId", std::string(region)}, {"CidrBlock", std::string(cidr)}});
  if (!reply.ok()) give_up(reply.body);
  return reply.text("NetworkId");
}

std::string TestCloud::make_vswitch(std::string_view network_id, std::string_view cidr) {
  const Reply reply = call("CreateVSwitch", {{"EnsRegionId", std::string(region)},
                                             {"NetworkId", std::string(network_id)},
                                             {"CidrBlock", std::string(cidr)}});
  if (!reply.ok()) give_up(reply.body);
  return reply.text("VSwitchId");
}

std::string TestCloud::make_instance(std::string_view vswitch_id) {
  const Reply reply = call("RunInstances", {{"EnsRegionId", std::string(region)},
                                            {"ScheduleAreaLevel", "Region"},
                                            {"InstanceType", "ens.sn1.small"},
                                            {"InstanceChargeType", "PostPaid"},
                                            {"VSwitchId", std::string(vswitch_id)}});
  if (!reply.ok()) give_up(reply.body);
  return reply.value["InstanceIds"][0].get<std::string>();
}

Parameters TestCloud::balancer_parameters(std::string_view network_id, std::string_view vswitch_id) const {
  return {{"EnsRegionId", std::string(region)},
          {"LoadBalancerSpec", "elb.s1.small"},
          {"PayType", "PostPaid"},
          {"NetworkId", std::string(network_id)},
          {"VSwitchId", std::string(vswitch_id)}};
}

}  // namespace sluice::control
