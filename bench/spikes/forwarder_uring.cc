// The forwarder on io_uring: multishot accept and receive, buffers that the kernel picks, completions run
// only when asked for (DEFER_TASKRUN), and one system call for all that a turn submits.

#include <algorithm>
#include <bit>
#include <vector>

#include <liburing.h>
#include <sys/socket.h>

#include "bench/figures.h"
#include "bench/spikes/forwarder.h"
#include "platform/io/listen.h"

namespace sluice::spike {
namespace {

constexpr unsigned queue_entries = 1024;
constexpr unsigned buffers = 512;
constexpr int buffer_group = 0;

enum class Operation : uint64_t { Accept, Receive, Send };

uint64_t tag(Operation operation, uint64_t socket, uint64_t buffer = 0) {
  return static_cast<uint64_t>(operation) << 56 | socket << 24 | buffer;
}

class Proxy {
 public:
  explicit Proxy(const Job& job) : job_(job), memory_(buffers * buffer_bytes) {
    io_uring_params parameters{};
    parameters.flags = IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN | IORING_SETUP_CQSIZE;
    parameters.cq_entries = 4 * queue_entries;
    if (io_uring_queue_init_params(queue_entries, &ring_, &parameters) != 0)
      bench::give_up("io_uring_queue_init");
    if (posix_memalign(reinterpret_cast<void**>(&offered_), 4096, buffers * sizeof(io_uring_buf)) != 0) {
      bench::give_up("posix_memalign");
    }
    io_uring_buf_ring_init(offered_);
    io_uring_buf_reg registration{};
    registration.ring_addr = std::bit_cast<uint64_t>(offered_);
    registration.ring_entries = buffers;
    registration.bgid = buffer_group;
    if (io_uring_register_buf_ring(&ring_, &registration, 0) != 0)
      bench::give_up("io_uring_register_buf_ring");
    for (unsigned i = 0; i < buffers; ++i) offer(i);
  }
  ~Proxy() {
    io_uring_queue_exit(&ring_);
    ::free(offered_);
  }

  void run() {
    io_uring_sqe& entry = next_entry();
    io_uring_prep_multishot_accept(&entry, job_.listening_fd, nullptr, nullptr, 0);
    io_uring_sqe_set_data64(&entry, tag(Operation::Accept, 0));
    while (ended_ < job_.connections) {
      io_uring_submit_and_wait(&ring_, 1);
      unsigned head;
      unsigned seen = 0;
      io_uring_cqe* completion;
      io_uring_for_each_cqe(&ring_, head, completion) {
        ++seen;
        handle(*completion);
      }
      io_uring_cq_advance(&ring_, seen);
    }
  }

 private:
  struct Socket {
    base::UniqueFd fd;
    size_t other;
  };

  char* memory_of(unsigned buffer) { return memory_.data() + buffer * buffer_bytes; }

  void offer(unsigned buffer) {
    io_uring_buf_ring_add(offered_, memory_of(buffer), buffer_bytes, static_cast<unsigned short>(buffer),
                          io_uring_buf_ring_mask(buffers), 0);
    io_uring_buf_ring_advance(offered_, 1);
  }

  io_uring_sqe& next_entry() {
    io_uring_sqe* entry = io_uring_get_sqe(&ring_);
    if (entry == nullptr) {
      io_uring_submit(&ring_);
      entry = io_uring_get_sqe(&ring_);
    }
    return *entry;
  }

  void receive(size_t socket) {
    io_uring_sqe& entry = next_entry();
    io_uring_prep_recv_multishot(&entry, sockets_[socket].fd.get(), nullptr, 0, 0);
    entry.flags |= IOSQE_BUFFER_SELECT;
    entry.buf_group = buffer_group;
    io_uring_sqe_set_data64(&entry, tag(Operation::Receive, socket));
  }

  void handle(const io_uring_cqe& completion) {
    const auto operation = static_cast<Operation>(completion.user_data >> 56);
    const size_t socket = completion.user_data >> 24 & 0xffffffff;
    switch (operation) {
      case Operation::Accept:
        return accepted(completion);
      case Operation::Receive:
        return received(socket, completion);
      case Operation::Send:
        if (completion.res < 0) bench::give_up("send");
        return offer(completion.user_data & 0xffffff);
    }
  }

  void accepted(const io_uring_cqe& completion) {
    if (completion.res < 0) bench::give_up("accept");
    const size_t client = sockets_.size();
    io::set_no_delay(completion.res);
    sockets_.push_back({base::UniqueFd(completion.res), job_.upstream ? client + 1 : client});
    if (job_.upstream) sockets_.push_back({dial_upstream(*job_.upstream), client});
    for (size_t i = client; i < sockets_.size(); ++i) receive(i);
  }

  void received(size_t socket, const io_uring_cqe& completion) {
    const bool armed = (completion.flags & IORING_CQE_F_MORE) != 0;
    if (completion.res == -ENOBUFS) return receive(socket);
    if (completion.res <= 0) {
      // Both sides of a pair report their end; it counts for the client's.
      const bool is_client = !job_.upstream || sockets_[socket].other == socket + 1;
      if (is_client) ++ended_;
      return;
    }
    const unsigned buffer = completion.flags >> IORING_CQE_BUFFER_SHIFT;
    // At most one message is under way in each direction here, so that two sends of one socket never race.
    io_uring_sqe& entry = next_entry();
    io_uring_prep_send(&entry, sockets_[sockets_[socket].other].fd.get(), memory_of(buffer),
                       static_cast<size_t>(completion.res), MSG_NOSIGNAL | MSG_WAITALL);
    io_uring_sqe_set_data64(&entry, tag(Operation::Send, socket, buffer));
    if (!armed) receive(socket);
  }

  const Job& job_;
  io_uring ring_{};
  io_uring_buf_ring* offered_ = nullptr;
  std::vector<char> memory_;
  std::vector<Socket> sockets_;
  int ended_ = 0;
};

}  // namespace

void forward_with_uring(const Job& job) {
  Proxy(job).run();
}

}  // namespace sluice::spike
