// The official Go clients, unmodified, for the tests in tests/clients.
//
// One JSON object a line. First this program says which clients it speaks through; then every line of its input is a
// call, answered in order by {body}, as the client hands it over, or by {failure}, read from the client's own error the
// way its users do.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"runtime/debug"
	"strconv"
)

type call struct {
	Client string
	Host   string
	Key    struct {
		ID     string `json:"id"`
		Secret string `json:"secret"`
	}
	Action     string
	Version    string
	HasMethod  bool `json:"has_method"`
	Parameters parameters
}

type parameters map[string]interface{}

// Each value as it travels: names to text.
func (p parameters) texts() map[string]string {
	texts := make(map[string]string, len(p))
	for name, value := range p {
		switch value := value.(type) {
		case string:
			texts[name] = value
		case float64:
			texts[name] = strconv.FormatFloat(value, 'f', -1, 64)
		default:
			log.Fatalf("parameter %s is %T", name, value)
		}
	}
	return texts
}

type failure struct {
	Type       string `json:"type"`
	Code       string `json:"code"`
	HTTPStatus int    `json:"httpStatus"`
	Message    string `json:"message"`
	RequestID  string `json:"requestId"`
	Advice     string `json:"advice,omitempty"`
}

type answer struct {
	Body    interface{} `json:"body,omitempty"`
	Failure *failure    `json:"failure,omitempty"`
}

type client struct {
	name    string
	module  string
	call    func(call) (interface{}, error)
	failure func(error) *failure
}

const (
	openAPIModule = "github.com/alibabacloud-go/darabonba-openapi/v2"
	sdkModule     = "github.com/aliyun/alibaba-cloud-sdk-go"
)

var clients = []client{
	{"darabonba-openapi, POST", openAPIModule, openAPIWith("POST", "", inQuery), openAPIFailure},
	{"darabonba-openapi, GET", openAPIModule, openAPIWith("GET", "", inQuery), openAPIFailure},
	{"darabonba-openapi, signature v1", openAPIModule, openAPIWith("POST", "v2", inBody), openAPIFailure},
	{"alibaba-cloud-sdk-go, services/ens", sdkModule, ensTyped, sdkFailure},
	{"alibaba-cloud-sdk-go, GET", sdkModule, sdkCommon("GET"), sdkFailure},
	{"alibaba-cloud-sdk-go, POST", sdkModule, sdkCommon("POST"), sdkFailure},
}

func answerTo(c call) answer {
	for _, each := range clients {
		if each.name != c.Client {
			continue
		}
		body, err := each.call(c)
		if err == nil {
			return answer{Body: body}
		}
		if failure := each.failure(err); failure != nil {
			return answer{Failure: failure}
		}
		log.Fatalf("%s, %s: %v", c.Client, c.Action, err)
	}
	log.Fatalf("no client %q", c.Client)
	return answer{}
}

// The libraries with the versions that were linked.
func libraries() map[string]string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		log.Fatal("built without module information")
	}
	versions := make(map[string]string)
	for _, module := range info.Deps {
		versions[module.Path] = fmt.Sprintf("%s %s", module.Path, module.Version)
	}
	return versions
}

func main() {
	say := json.NewEncoder(os.Stdout)
	versions := libraries()
	type known struct {
		Name    string `json:"name"`
		Library string `json:"library"`
	}
	var hello struct {
		Clients []known `json:"clients"`
	}
	for _, each := range clients {
		hello.Clients = append(hello.Clients, known{each.name, versions[each.module]})
	}
	if err := say.Encode(hello); err != nil {
		log.Fatal(err)
	}

	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var c call
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			log.Fatal(err)
		}
		if err := say.Encode(answerTo(c)); err != nil {
			log.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
}
